"""Parsing of a chat model's reply: paragraphs of sentences with the keys that they cite."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.chat.thoughts import spoken
from corpus.language import fold, marks, one_of, sentences
from corpus.model import Span

_THOUGHT_BEGINS = re.compile(r"<[a-zA-Z]{0,9}\Z")
_KEYS = re.compile(r"[\[【(〔]([A-Za-z0-9 ,、・;:]{1,80})[\]】)〕]")
_PARTS = re.compile(r"[ ,、・;:]+")
_BRACKETED = re.compile(r"[\[【〔][^\[\]【】〔〕]*[\]】〕]|[\[\]]")
_STOP_THEN_KEYS = re.compile(r"([。!?]+)((?:\s*[\[【(〔][A-Za-z0-9 ,、・;:]{1,80}[\]】)〕])+)")
_SKIPPED = re.compile(r"\s*(?:#|```|[-=*_|:\s]{3,}$|$)")
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[:：.)）]\s*(\S.*)$", re.MULTILINE)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_HIRAGANA = 0.1
"""Share of hiragana among the letters of Japanese prose; real prose has 0.3 to 0.5."""


@cache
def _bullet() -> re.Pattern[str]:
    """What begins an item of a list, and is none of its words: unlike ○○市, a masked name."""
    signs = marks()
    spaced = one_of(signs.dashes + signs.asterisks)
    return re.compile(rf"\s*(?:{one_of(signs.dots + '●')}\s*|(?:{spaced}|\d{{1,2}}[.)])\s+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the model wrote it."""

    text: str
    """Without its keys."""
    keys: tuple[str, ...]
    """Those it cites and was given, in order."""
    strange: tuple[str, ...]
    """Bracketed strings that look like keys and are none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]
    bullet: bool = False


def visible(text: str) -> str:
    """The text without characters that cannot be seen."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cs"))


def japanese(text: str) -> bool:
    """Whether the text, what it quotes aside, is Japanese prose."""
    own = "".join(map(blanked, text.splitlines()))
    letters = len(_LETTER.findall(own))
    return letters > 0 and len(_HIRAGANA.findall(own)) >= _LEAST_HIRAGANA * letters


def parse(text: str, keys: Collection[str]) -> tuple[Paragraph, ...]:
    """Parse a reply; headings, rules and fences are left out.

    Args:
        text: as spoken.
        keys: those that the model was given.
    """
    paragraphs = []
    for line in visible(text).splitlines():
        if _SKIPPED.match(line):
            continue
        bullet = _bullet().match(line)
        read = _sentences(line[bullet.end() :] if bullet else line, keys)
        if read:
            paragraphs.append(Paragraph(read, bullet is not None))
    return tuple(paragraphs)


def sentence(text: str, keys: Collection[str]) -> Sentence:
    """Read one sentence: its words, the keys that it cites, and brackets that look like keys and are none."""
    cited: list[str] = []

    def take(match: re.Match[str]) -> str:
        parts = [p.upper() for p in _PARTS.split(match[1]) if p]
        if not parts or any(p not in keys for p in parts):
            return match.group()
        cited.extend(parts)
        return ""

    bare = _folded_sub(_KEYS, take, text).strip()
    outside = blanked(bare)
    return Sentence(bare, tuple(dict.fromkeys(cited)), tuple(_BRACKETED.findall(fold(outside))))


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a reply that answers by number, as in `3: 文`."""
    return ((int(match[1]), match[2].strip()) for match in _NUMBERED.finditer(visible(text)))


def quoted(text: str) -> list[Span]:
    """Where the outermost 「…」 stand in a sentence, without their brackets; an open one runs to the end."""
    found: list[Span] = []
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character == "「":
            start = at + 1 if depth == 0 else start
            depth += 1
        elif character == "」" and depth > 0:
            depth -= 1
            if depth == 0:
                found.append(Span(start, at))
    if depth > 0:
        found.append(Span(start, len(text)))
    return found


def blanked(text: str) -> str:
    """The sentence with the letters inside 「…」 made blank, so that every offset stays; an open 「 stays as it is."""
    for span in quoted(text):
        if span.end == len(text):
            continue
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def preview(text: str, markers: Mapping[str, int]) -> str:
    """The text while it streams, for display only: known keys as markers, markup disabled.

    Args:
        text: as it arrived so far.
        markers: key to marker.
    """
    said = visible(_THOUGHT_BEGINS.sub("", spoken(text)))
    known = "|".join(map(re.escape, markers))
    if known:
        said = re.sub(rf"\[({known})\]", lambda m: f"（{markers[m[1]]}）", said)
    return said.translate(_HARMLESS).replace("://", "：／／").strip()


_HARMLESS = str.maketrans(
    {"<": "＜", ">": "＞", "[": "［", "]": "］", "`": "｀", "|": "｜", "#": "＃", "!": "！"}
)


def _sentences(line: str, keys: Collection[str]) -> tuple[Sentence, ...]:
    line = _folded_sub(_STOP_THEN_KEYS, lambda m: m[2].strip() + m[1], line.replace("**", ""))
    cut = [sentence(span.of(line), keys) for span in sentences(line)]
    return tuple(s for s in cut if any(c.isalnum() for c in s.text) or s.keys)


def _folded_sub(pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace what matches in the folded text, and nothing inside 「…」."""
    searched = fold(blanked(text))
    parts, at = [], 0
    for match in pattern.finditer(searched):
        parts += [text[at : match.start()], replacement(match)]
        at = match.end()
    return "".join([*parts, text[at:]])
