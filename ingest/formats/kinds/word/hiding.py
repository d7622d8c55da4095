"""What Word holds but does not show, and what it strikes out: by a run itself or by its styles."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_HIDING = tuple(map(qn, ("w:vanish", "w:strike", "w:dstrike")))
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_STYLES = 20
"""Styles that can be based one on the other before the chain counts as endless."""


class Hiding:
    """How the styles of one document hide and strike out."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }
        self._known: dict[str, bool] = {}

    def hides_run(self, run: BaseOxmlElement, paragraph: BaseOxmlElement) -> bool:
        """Whether a run (w:r) of a paragraph (w:p) is hidden or struck out."""
        properties = run.find(qn("w:rPr"))
        own = _hides(properties)
        if own is not None:
            return own
        styles = (_style(properties, "w:rStyle"), _style(paragraph.find(qn("w:pPr")), "w:pStyle"))
        return any(self._style_hides(style) for style in styles)

    def hides_row(self, row: BaseOxmlElement) -> bool:
        """Whether a row (w:tr) is hidden or deleted."""
        properties = row.find(qn("w:trPr"))
        return properties is not None and any(
            child.tag in (qn("w:del"), qn("w:hidden")) for child in properties
        )

    def _style_hides(self, name: str) -> bool:
        if name not in self._known:
            found: bool | None = None
            style = name
            for _ in range(_MOST_STYLES):
                element = self._styles.get(style)
                if element is None or found is not None:
                    break
                found = _hides(element.find(qn("w:rPr")))
                style = _style(element, "w:basedOn")
            self._known[name] = bool(found)
        return self._known[name]


def _hides(properties: BaseOxmlElement | None) -> bool | None:
    """Whether properties hide or strike out; None where they say nothing of it."""
    said = [child for child in properties if child.tag in _HIDING] if properties is not None else []
    return any(child.get(qn("w:val"), "true") not in _OFF for child in said) if said else None


def _style(element: BaseOxmlElement | None, tag: str) -> str:
    child = element.find(qn(tag)) if element is not None else None
    return child.get(qn("w:val"), "") if child is not None else ""
