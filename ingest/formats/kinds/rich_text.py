"""Rich text (.rtf), by striprtf.

striprtf knows neither what is hidden, struck out or deleted, nor letters of two bytes whose second one is written as
a letter of ASCII, nor what a note is. So the source is put in order first.
"""

import re
from dataclasses import dataclass, field

from corpus.errors import UnreadableError
from ingest.formats.draft import with_draft
from ingest.formats.reading import Reading
from ingest.formats.registry import Format

FORMATS = (Format(reader=f"{__name__}:read_rich_text", suffixes=(".rtf",), magic=(b"{\\rtf",)),)

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<letter>.)",
    re.S,
)
_HIDING = frozenset({"v", "strike", "striked", "deleted"})
_HEADS = frozenset({"header", "headerl", "headerr", "headerf"})
_CELL_ENDS = frozenset({"cell", "nestcell"})
_JAPANESE = re.compile(r"\\ansicpg932\b|\\fcharset128\b")
_LEAD = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
"""First bytes of letters of two in Shift_JIS."""
_ESCAPED = frozenset("\\{}")
_PART = "\x1f"
"""What parts the text, the notes and the heads of pages from each other; no text holds it."""
_IN_CELL = "\x1e"
"""What parts the paragraphs of a cell; no text holds it either."""
_DEEPEST = 1_000
"""Groups that may stand inside each other."""
_BROKEN = (
    "リッチテキスト（RTF）が壊れています。元のソフトウェアで開き、Word文書（.docx）として保存し直してください。"
)


@dataclass(slots=True)
class _Group:
    """What holds up to the closing brace."""

    opened: list[str] | None
    """Where the brace is written."""
    out: list[str] | None
    """Where what it holds is written; None where that is left out."""
    hiding: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Source:
    """A source put in order: without what is not shown, notes and heads of pages at its end."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    lead: bool = False
    """Whether the last byte begins a letter of two."""
    in_table: bool = False

    @property
    def text(self) -> str:
        """The whole."""
        return "".join((*self.body, _PART, *self.notes, _PART, *self.heads, "}"))

    def read(self, text: str) -> None:
        """Take in a source up to the brace that closes it."""
        japanese = bool(_JAPANESE.search(text))
        self.groups = [_Group(None, self.body)]
        at = 0
        while token := _TOKEN.match(text, at):
            at = token.end()
            lead, self.lead = self.lead, False
            if token["brace"] == "{":
                self._open()
            elif token["brace"]:
                if self._close():
                    return
            elif token["word"] == "bin":
                at += int(token["number"] or 0)
            elif token["word"]:
                self._word(token)
            elif token["byte"] or token["letter"] or token["sign"] in _ESCAPED:
                self._byte(token, lead and japanese)
                self.lead &= japanese
            elif token["sign"] == "*":
                self.groups[-1].out = None
            else:
                self._write(token[0])
                self.lead = lead

    def _open(self) -> None:
        if len(self.groups) > _DEEPEST:
            raise UnreadableError(_BROKEN)
        self._write("{")
        self.groups.append(_Group(self.groups[-1].out, self.groups[-1].out, self.groups[-1].hiding))

    def _close(self) -> bool:
        """Close a group; returns whether it was the outermost."""
        if len(self.groups) <= 2:
            return True
        group = self.groups.pop()
        if group.opened is not None:
            group.opened.append("}")
        return False

    def _word(self, token: re.Match[str]) -> None:
        group, word = self.groups[-1], token["word"]
        if word in _HIDING:
            group.hiding = group.hiding - {word} if token["number"] == "0" else group.hiding | {word}
        elif word == "fldinst":
            group.out = None
        elif word == "footnote" or word in _HEADS:
            group.out = self.notes if word == "footnote" else self.heads
            self._write("\\par ")
        elif word in _CELL_ENDS:
            self._write("\\tab ")
        elif word == "par" and self.in_table:
            self._write(_IN_CELL)
        elif word != "u" or not group.hiding:
            group.hiding = frozenset() if word == "plain" else group.hiding
            self.in_table = word == "intbl" or (self.in_table and word != "pard")
            self._write(token[0])

    def _byte(self, token: re.Match[str], is_second: bool) -> None:
        """Write a byte of text; the second one of a letter is written as one, whatever it stands as."""
        code = int(token["byte"], 16) if token["byte"] else ord(token["letter"] or token["sign"])
        self.lead = not is_second and code in _LEAD
        if not self.groups[-1].hiding:
            self._write(f"\\'{code:02x}" if is_second or code > 0x7F else token[0])

    def _write(self, piece: str) -> None:
        out = self.groups[-1].out
        if out is not None:
            out.append(piece)


def read_rich_text(data: bytes) -> Reading:
    """Read a rich text file; its notes stand at the end.

    Raises:
        UnreadableError: it is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    source = _Source()
    source.read(data.decode("latin-1"))
    try:
        said = rtf_to_text(source.text, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableError(_BROKEN) from error
    body, notes, heads = (*said.split(_PART), "", "")[:3]
    lines: list[str] = []
    for line in body.split("\n"):
        if line.strip():
            # Rows follow each other, paragraphs are parted by blank lines.
            row = "\t" in line or _IN_CELL in line
            lines += line.rstrip().strip(" \r").split(_IN_CELL) if row else [line.strip(), ""]
    lines += [f"（注）{note.strip()}" for note in notes.split("\n") if note.strip()]
    return with_draft(Reading("\n".join(lines)), heads.split("\n"))
