"""What of a municipal web page is the site and not the document: navigation, breadcrumb, footer, viewer notes.

Known by HTML's own elements and roles, by the words that Japanese content management systems use in ids and classes,
and by set phrases. Nothing is taken for the site that holds the main heading or half of the page's text. What the page
holds but does not show, or strikes out, is no part of the document either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree
from lxml.html import HtmlElement

from ingest.formats.kinds.html.unseen import Unseen

_WORDS = re.compile(r"[a-z]+")
NEVER_TEXT = frozenset(
    _WORDS.findall(
        "head script style noscript template iframe object embed svg canvas button select"
        " textarea input dialog audio video rt rp"
    )
)
"""Elements that hold no text of the document, whatever they hold."""
_CHROME_TAGS = frozenset({"nav", "aside", "header", "footer", "menu", "search", "form"})
_SURELY_CHROME = frozenset({"nav", "footer", "search"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_CHROME_WORDS = frozenset(
    _WORDS.findall(
        "header footer nav navi gnav gnavi lnav lnavi snav globalnav globalnavi localnav localnavi "
        "globalmenu menu sidemenu submenu breadcrumb breadcrumbs crumb crumbs pankuzu topicpath topicspath "
        "side sidebar skip skiplink skiplinks pagetop backtop gotop sns social share facebook twitter "
        "copyright toiawase otoiawase inquiry contact reader adobe acrobat plugin update enquete anketo "
        "questionnaire feedback ranking recommend related kanren banner banners advertisement ads cookie "
        "language translate fontsize mojisize tool tools toolbar "
    )
)
_LEAF_TAGS = frozenset(_WORDS.findall("p div li dt dd address a span")) | {"h2", "h3", "h4", "h5", "h6"}
_INLINE = frozenset(_WORDS.findall("a abbr b br em font i img small span strong sub sup u"))
_DOCUMENT_LINK = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|csv|txt)(?:[?#]|$)", re.I)
_TRAIL = re.compile(r"[>＞›»]")
_LIST_LINKS = 3
"""Links from which a list of nothing else is a menu."""
_MOST = 0.5
"""Share of the page's text from which an element is no chrome, whatever it is called."""
_PHRASE_CHARACTERS = 160
"""Characters up to which a paragraph can be one of the set phrases."""
_PHRASE = re.compile(
    "|".join(
        (
            r"(?:この)?ページの?(?:先頭|トップ|上部?)(?:です|へ|に)",
            r"トップ(?:ページ)?へ(?:戻る)?$|先頭へ戻る|(?:前のページ|一覧)へ?戻る",
            r"メニューを飛ばして|本文(?:へ|$)|ここ(?:から|まで)本文|本文ここ(?:から|まで)",
            r"現在(?:地|位置)\W?.*[>＞›»]",
            r"(?:大きな文字で)?印刷(?:用?ページ)?(?:を?表示(?:する)?)?$",
            r"ページ(?:ID|番号)\s?[:：]?\s?\d|記事ID|(?:最終)?更新(?:年月)?日\s?[:：]?|(?:掲載|公開|登録|ページ作成)日\s?[:：]",
            r"(?:この)?(?:ページ|記事|情報)(?:の内容)?に関する(?:お?問い?合わせ|アンケート)",
            r"お?問い?合わせ(?:先|フォーム)?$|お問い?合わせは専用フォーム",
            r"(?:この)?ページ(?:の(?:内容|情報))?は.{0,12}(?:でしたか|ましたか)",
            r"(?:ツイート|シェア|ポスト)(?:する)?$|LINEで送る",
            r"(?:Copyright|©|\(C\)|（C）)|.{0,80}All Rights Reserved",
            r"(?:別|新しい)ウィンドウで開|関連(?:リンク|ページ|情報)$",
        )
    ),
    re.I,
)
_VIEWER = re.compile(
    r"(?:Adobe|Acrobat)\s*(?:Acrobat\s*)?Reader|ビューワ?ーが必要|PDF(?:形式の)?ファイルを(?:ご覧|閲覧|開く)|プラグインが必要",
    re.I,
)


@dataclass(slots=True)
class _Seen:
    """An element and what has been met in it so far."""

    element: HtmlElement
    letters: int = 0
    """Characters of text."""
    inked: int = 0
    """Those that are no white space."""
    links: int = 0
    linked: int = 0
    """Characters in links, white space aside."""
    marks: int = 0
    """Signs that part the steps of a trail."""
    has_heading: bool = False
    has_paragraph: bool = False
    has_file: bool = False
    """Whether a link leads to a document."""
    inline: bool = True
    """Whether no element in it begins a line."""
    shown: list[str] = field(default_factory=list)
    """The beginning of its text without what is left out of it."""
    room: int = _PHRASE_CHARACTERS + 1
    """How much longer that may grow."""

    def put(self, text: str | None) -> None:
        """Take in text that stands in the element itself."""
        if not text:
            return
        bare = "".join(text.split())
        self.letters += len(text)
        self.inked += len(bare)
        self.marks += len(_TRAIL.findall(bare))
        self._show(text)

    def close(self, child: _Seen, out: bool) -> None:
        """Take in an element that ends inside; `out` if it is left out."""
        tag = child.element.tag
        is_link = tag == "a"
        self.letters += child.letters
        self.inked += child.inked
        self.links += child.links + is_link
        self.linked += child.inked if is_link else child.linked
        self.marks += child.marks
        self.has_heading |= child.has_heading or tag == "h1"
        self.has_paragraph |= child.has_paragraph or tag == "p"
        self.has_file |= child.has_file or (
            is_link and bool(_DOCUMENT_LINK.search(child.element.get("href", "")))
        )
        if not out and tag not in NEVER_TEXT:
            self.inline &= child.inline and tag in _INLINE
            for text in child.shown:
                self._show(text)

    def _show(self, text: str) -> None:
        if self.room > 0:
            self.shown.append(text[: self.room])
            self.room -= len(text)


def left_out(tree: HtmlElement, site: bool = True) -> tuple[set[HtmlElement], int]:
    """Find what of a page is none of the document's.

    Args:
        tree: the page.
        site: whether a site stands around the document.

    Returns:
        Its elements, and how many characters of them are only not shown.
    """
    unseen = Unseen(tree)
    whole = sum(len(text) for text in _texts(tree))
    out: set[HtmlElement] = set()
    hidden = 0
    open_ = [_Seen(tree)]
    walker = lxml.etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if element is tree:
            open_[-1].put(element.text if event == "start" else None)
        elif event == "start" and element.tag in NEVER_TEXT:
            walker.skip_subtree()
            open_.append(_Seen(element))
        elif event == "start":
            open_.append(_Seen(element))
            open_[-1].put(element.text)
        else:
            seen = open_.pop()
            expendable = seen.letters < _MOST * whole
            short = seen.letters <= _PHRASE_CHARACTERS
            if (expendable or short) and unseen.hides(element):
                out.add(element)
                hidden += seen.letters
            elif ((expendable or short) and unseen.strikes(element)) or (site and _is_site(seen, expendable)):
                out.add(element)
            open_[-1].close(seen, element in out)
            open_[-1].put(element.tail)
    return out, hidden


def _texts(tree: HtmlElement) -> Iterator[str]:
    walker = lxml.etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag in NEVER_TEXT:
            walker.skip_subtree()
        elif event == "start":
            yield element.text or ""
        elif element is not tree:
            yield element.tail or ""


def _is_site(seen: _Seen, expendable: bool) -> bool:
    element = seen.element
    headed = seen.has_heading or element.tag == "h1"
    if not headed and (expendable or element.tag in _SURELY_CHROME) and _is_chrome(element):
        return True
    if _is_menu(seen):
        return True
    if element.tag not in _LEAF_TAGS or not seen.inline:
        return False
    text = " ".join("".join(seen.shown).split())
    return len(text) <= _PHRASE_CHARACTERS and bool(_PHRASE.match(text) or _VIEWER.search(text))


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in _CHROME_TAGS or element.get("role", "") in _CHROME_ROLES:
        return True
    names = _WORDS.findall(f"{element.get('id', '')} {element.get('class', '')}".lower())
    return not _CHROME_WORDS.isdisjoint(names)


def _is_menu(seen: _Seen) -> bool:
    """Whether it is a list of links to pages and nothing else, or a trail of links such as トップ > 市政 > 審議会."""
    if seen.element.tag in ("ul", "ol"):
        return seen.links >= _LIST_LINKS and not seen.has_file and seen.linked == seen.inked
    if seen.element.tag not in ("p", "div") or seen.links < 2 or seen.has_paragraph:
        return False
    return seen.inked <= _PHRASE_CHARACTERS and seen.marks >= 2
