"""Renders text as HTML and escapes everything that comes from a document, a model or a user.

Templates are rendered with autoescaping, and an answer's Markdown goes through a renderer that knows neither HTML,
links nor images: nothing in a quoted document can become markup or fetch anything.
"""

import re
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from assistant.drafting.paper import OPEN
from corpus.language import to_japanese

_MARKER = re.compile(r"\[(\d{1,3})\]")
_OPEN = re.compile(rf"（{OPEN}：[^（）]*）")
_JOINER = "\u2060"


def render(template: str, **values: object) -> str:
    """Fill the template `templates/<template>.html`; every value is escaped unless it is `Markup`."""
    return _environment().get_template(f"{template}.html").render(**values)


def answer_html(markdown: str, markers: Collection[int], turn: int) -> Markup:
    """Render an answer's Markdown; each [n] whose n is in `markers` becomes a button that points at its source.

    Args:
        markdown: the answer as written.
        markers: the markers of the answer's citations; any other [n] stays text.
        turn: the place of the answer in its conversation, from 0.
    """
    # CommonMark does not close ** between 」 and a letter, but does with an invisible letter beside it.
    eased = markdown.replace("**", f"{_JOINER}**{_JOINER}")
    html: str = _markdown().render(eased, {"markers": frozenset(markers), "turn": turn})
    return Markup(html.replace(_JOINER, ""))


def plain(markdown: str) -> str:
    """The answer without Markdown syntax, for pasting into a letter."""
    lines = (re.sub(r"^\s*(?:#{1,6}|>|[-*+](?=\s))\s*", "", line) for line in markdown.splitlines())
    return "\n".join(re.sub(r"\*\*|`", "", line) for line in lines).strip()


def both(japanese: str, english: str) -> Markup:
    """A label in both languages; the style sheet shows the chosen one."""
    return Markup('<span class="ja">{}</span><span class="en" lang="en">{}</span>').format(japanese, english)


def drafted(text: str) -> Markup:
    """A paragraph of a draft as HTML: placeholders are highlighted, each [n] links to its source."""
    html = _OPEN.sub(r"<strong>\g<0></strong>", str(escape(text)))
    return Markup(_MARKER.sub(r'<a class="to-source" href="#source-\1">[\1]</a>', html))


def japanese_date(day: date | None) -> str:
    """The date in the Japanese calendar: 令和4年1月21日, or 日付なし."""
    return to_japanese(day) if day else "日付なし"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(both=both)
    environment.filters.update(day=japanese_date, drafted=drafted)
    return environment


@cache
def _markdown() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    renderer.disable(["image", "link", "autolink", "html_inline", "html_block", "reference", "entity"])
    renderer.inline.ruler.push("marker", _parse_marker)
    renderer.add_render_rule("marker", _render_marker)
    return renderer


def _parse_marker(state: StateInline, silent: bool) -> bool:
    found = _MARKER.match(state.src, state.pos)
    if not found or int(found[1]) not in state.env["markers"]:
        return False
    if not silent:
        token = state.push("marker", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _render_marker(
    _: RendererProtocol, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    number = escape(tokens[index].content)
    return Markup(
        '<button type="button" class="marker" data-turn="{turn}" data-marker="{number}"'
        ' aria-label="出典{number}を見る">{number}</button>'
    ).format(turn=env["turn"], number=number)
