"""What of a municipal web page is the site and not the document: navigation, breadcrumb, footer, viewer notes.

Known by HTML's own elements and roles, by the words that Japanese content management systems use in ids and classes,
and by set phrases. Nothing is taken for the site that holds the main heading or half of the page's text.
"""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

_WORDS = re.compile(r"[a-z]+")
_NEVER_TEXT = _WORDS.findall(
    "script style noscript template iframe object embed svg canvas form button select"
    " textarea input dialog audio video rt rp"
)
_CHROME_TAGS = frozenset({"nav", "aside", "header", "footer", "menu", "search"})
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
_LEAF_TAGS = frozenset({"p", "div", "li", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "address", "a", "span"})
_INLINE = frozenset(_WORDS.findall("a abbr b br em font i img small span strong sub sup u"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DOCUMENT_LINK = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|csv|txt)(?:[?#]|$)", re.I)
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


def remove_site(tree: HtmlElement) -> None:
    """Cut everything out of `tree` that is the site's own."""
    body = tree.find("body") if tree.find("body") is not None else tree
    lxml.etree.strip_elements(
        tree, lxml.etree.Comment, lxml.etree.ProcessingInstruction, *_NEVER_TEXT, with_tail=False
    )
    whole = len(body.text_content())
    for element in list(body.iterdescendants()):
        if (
            _is_hidden_label(element)
            or (_is_chrome(element) and _expendable(element, whole))
            or _is_menu(element)
        ):
            _drop(element)
    for element in list(_leaves(body)):
        text = " ".join(element.text_content().split())
        if len(text) <= _PHRASE_CHARACTERS and (_PHRASE.match(text) or _VIEWER.search(text)):
            _drop(element)


def _is_hidden_label(element: HtmlElement) -> bool:
    """Whether it is a short text that is not shown; a long one is folded up and content."""
    hidden = bool(_HIDDEN.search(element.get("style", ""))) or "hidden" in element.attrib
    return hidden and len(element.text_content()) <= _PHRASE_CHARACTERS


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in _CHROME_TAGS or element.get("role", "") in _CHROME_ROLES:
        return True
    names = _WORDS.findall(f"{element.get('id', '')} {element.get('class', '')}".lower())
    return not _CHROME_WORDS.isdisjoint(names)


def _expendable(element: HtmlElement, whole: int) -> bool:
    if element.tag == "h1" or element.find(".//h1") is not None:
        return False
    return element.tag in _SURELY_CHROME or len(element.text_content()) < _MOST * whole


def _is_menu(element: HtmlElement) -> bool:
    """Whether it is a list of links to pages and nothing else, or a trail of links such as トップ > 市政 > 審議会."""
    links = element.findall(".//a") if element.tag in ("ul", "ol", "p", "div") else []
    if len(links) < 2:
        return False
    text = "".join(element.text_content().split())
    if element.tag in ("ul", "ol"):
        if len(links) < _LIST_LINKS or any(_DOCUMENT_LINK.search(link.get("href", "")) for link in links):
            return False
        return len("".join("".join(link.text_content().split()) for link in links)) == len(text)
    trail = len(text) <= _PHRASE_CHARACTERS and sum(text.count(mark) for mark in ">＞›»") >= 2
    return trail and element.find(".//p") is None


def _leaves(body: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that hold text and no element but inline ones."""
    for element in body.iterdescendants():
        if element.tag in _LEAF_TAGS and all(child.tag in _INLINE for child in element.iterdescendants()):
            yield element


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
