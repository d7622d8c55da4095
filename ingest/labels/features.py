"""What a line looks like, by itself and in its document: the features of the model that labels lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.labels.parts import parts
from ingest.labels.series import Series
from ingest.lines import Line
from ingest.outline.headings import Heading, read_heading
from ingest.outline.titles import read_title

_BRACKET = re.compile(
    r"[-・•*]?\s?([(<〈【\[〔《≪「『])(?P<label>[^()<>〈〉【】\[\]〔〕《》≪≫「」『』。]{1,24})[)>〉】\]〕》≫」』]"
)
_SIGN = re.compile(
    r"(?P<sign>[^\w\s(<〈【\[〔《≪「『)>〉】\]〕》≫」』。、])\s?(?P<label>[^\s:;。、「」()]{0,20})"
)
_COLON = re.compile(r"(?P<label>[^:;。「」\t]{1,24}?)\s?[:;]")
_GAP = re.compile(
    r"(?P<label>[^\s。、「」]{1,4}(?: [^\s。、「」]{1,3}){0,2}|[^\s。、「」]{1,20})(?:\t|\s{1,})(?=\S)"
)
_ROW = re.compile(r"\s*(?:[\d:.-]{1,6}\s*\t\s*)?(?P<label>[^\t。]{1,24})\t(?=\s*\S)")
"""The first cell of a row that is no number."""
_QUOTED = re.compile(r"(?P<label>[^\s。、「」]{1,20}?)「")
_COUNTED = re.compile(r"(?P<label>[^\W\d_]{0,3}\s?\d{1,3})\s?[.)、:]?\s")
_ENDED = re.compile(r"[((【〔\[](?P<label>[^()【】〔〕\[\]。]{1,20})[))】〕\]]$")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百]{1,6}(?=[、.年月日時分回号条項人名件])")
_DATE = re.compile(r"(?:令和|平成|昭和|R|H|S)\s?(?:\d{1,2}|元)\s?[年.]|\d{4}年")
_TIME = re.compile(r"午[前後]|\d{1,2}時|\d{1,2}:\d{2}")
_ARTICLE = re.compile(r"第\s?[\d一二三四五六七八九十]+\s?条")
_DEPARTMENT = re.compile(r"[一-龥ァ-ヴ](?:課|室|局|部|係|センター|事務所)(?![分長内員品活])")
_CUES = {
    "ask": re.compile(r"か[。?]|[?]"),
    "polite": re.compile(r"(?:ます|です|ました|ません|ください|でしょうか)[。か]"),
    "plain": re.compile(r"(?:た|る|ある|ない|である)。"),
    "topic": re.compile(r"について|の件|に関する"),
    "decide": re.compile(r"承認|了承|同意|適当|妥当|決定|認め|継続|取り?消|答申|可決|原案|異議"),
    "told": re.compile(r"との(?:意見|質問|発言|説明|回答|指摘)|と(?:述べ|答え|説明し|尋ね|質問)"),
    "next": re.compile(r"次(?:に|の|は)|続(?:いて|きまして)|それでは|では"),
    "close": re.compile(r"閉会|散会|終了"),
    "open": re.compile(r"開会|開催|定刻"),
    "result": re.compile(r"結果|結論|決定事項"),
    "claim": re.compile(r"請求人|申立人|主張"),
    "council": re.compile(r"審[査議]会(?:は|と|として)"),
    "paper": re.compile(r"資料|別紙|別表|参考"),
    "name": re.compile(r"委員|会長|課長|部長|室長|主査|係長|職員"),
    "site": re.compile(r"更新日|ページ|ホーム|お問い?合わせ|電話|ファックス|Copyright|サイト|メニュー|印刷"),
    "cited": re.compile(r"[「『].+[」』]"),
}
_SPOKEN = re.compile(r"(?:です|ます|ました|ません|でしょう|ください|ですか|ますか|ですね|ですが)[、。か]")
_HEAD = {
    "day": re.compile(r"日\s?時|期\s?日|年月日|と\s?き"),
    "place": re.compile(r"場\s?所|会\s?場|ところ"),
    "people": re.compile(r"出\s?席|欠\s?席|委\s?員|職員|説明員|事務局|傍聴"),
    "agenda": re.compile(r"議\s?題|案\s?件|次\s?第|議\s?事|事項"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line begins, as one way of marking among those a document uses."""

    kind: str
    """bracket, sign, colon, gap, quoted, counted, alone or ended, with its characters: bracket【, sign○."""
    label: str
    """What stands in the mark."""
    end: int
    """Characters from the line's beginning to the end of the mark."""


def shapes(line: Line) -> Iterator[Shape]:
    """The ways of marking that a line may be an instance of, most specific first."""
    text = line.text
    if match := _BRACKET.match(text):
        yield Shape("bracket" + match[1], match["label"], match.end())
    if match := _SIGN.match(text):
        yield Shape("sign" + match["sign"], match["label"], match.end())
    if match := _COLON.match(text):
        yield Shape("colon", match["label"], match.end())
    if match := _QUOTED.match(text):
        yield Shape("quoted", match["label"], match.end() - 1)
    if match := _COUNTED.match(text):
        yield Shape("counted", match["label"], match.end())
    if match := _ROW.match(text):
        yield Shape("row", match["label"], match.end("label"))
    if match := _GAP.match(text):
        yield Shape("tab" if "\t" in match[0] else "gap", match["label"], match.end("label"))
    if len(text) <= 16 and "。" not in text:
        yield Shape("alone", text, len(text))
    if match := _ENDED.search(text):
        yield Shape("ended", match["label"], len(text))


def _bucket(count: int) -> str:
    return next(
        (str(limit) for limit in (0, 1, 2, 3, 5, 8, 13, 21, 40, 80, 160, 320) if count <= limit), "more"
    )


def _classed(text: str) -> str:
    return _NUMBER.sub("0", text)


@dataclass(frozen=True)
class _Page:
    """What the lines of a document have in common."""

    shapes: Sequence[tuple[Shape, ...]]
    by_kind: dict[str, Counter[str]]
    """For each way of marking what stands in its marks, and how often."""
    spoken: dict[str, float]
    """For each way of marking the share of its lines that read as speech."""
    roles: dict[str, float]
    """For each way of marking the share of what stands in its marks that names somebody by function."""
    headings: Sequence[Heading | None]
    """Each line as a heading."""
    titles: Sequence[str]
    begun: dict[str, list[int]]
    """First eight characters of a title to the lines that hold it."""


def _page(lines: Sequence[Line]) -> _Page:
    found = [tuple(shapes(line)) for line in lines]
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    spoken: dict[str, int] = defaultdict(int)
    for line, some in zip(lines, found, strict=True):
        speech = _SPOKEN.search(line.text) is not None
        for shape in some:
            by_kind[shape.kind]["".join(shape.label.split())] += 1
            spoken[shape.kind] += speech
    shares = {kind: spoken[kind] / held.total() for kind, held in by_kind.items()}
    roles = {
        kind: sum(read_title(each) is not None for each in held) / len(held) for kind, held in by_kind.items()
    }
    headings = [read_heading(line) for line in lines]
    titles = [
        "" if len(line.text) > 120 else line.key if heading is None else heading.key
        for line, heading in zip(lines, headings, strict=True)
    ]
    begun: dict[str, list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        if len(title) >= 5:
            begun[title[:8]].append(number)
    return _Page(found, by_kind, shares, roles, headings, titles, begun)


def _of_shape(shape: Shape, page: _Page) -> Iterator[str]:
    counted = page.by_kind[shape.kind]
    label, count = "".join(shape.label.split()), counted.total()
    yield f"{shape.kind}:n={_bucket(count)}"
    yield f"{shape.kind}:again={_bucket(counted[label])}"
    yield f"{shape.kind}:spoken={round(4 * page.spoken[shape.kind])}"
    if count > 3 and page.spoken[shape.kind] > 0.5:
        yield "marked-speech"
    yield f"{shape.kind}:share={round(4 * count / len(page.shapes))}"
    if (title := read_title(shape.label)) is not None:
        yield f"{shape.kind}:role={title.role.value}"
        yield f"role={title.role.value}"
        if title.is_function:
            yield "function"
    yield f"{shape.kind}:roles={round(4 * page.roles[shape.kind])}"
    yield f"{shape.kind}:label={_classed(label)[-3:]}"


def _own(line: Line, page: _Page) -> list[str]:
    text, key = line.text, _classed(line.key)
    found = [f"len={_bucket(len(line.key))}"]
    found += [f"pre{n}={key[:n]}" for n in (1, 2, 3, 4)] + [f"suf{n}={key[-n:]}" for n in (1, 2, 3, 4, 6)]
    found += [cue for cue, pattern in _CUES.items() if pattern.search(text)]
    found += [f"head-{cue}" for cue, pattern in _HEAD.items() if pattern.search(text[:14])]
    found += [
        name
        for name, pattern in (("date", _DATE), ("time", _TIME), ("article", _ARTICLE), ("unit", _DEPARTMENT))
        if pattern.search(text)
    ]
    found += [
        f"stops={min(3, text.count('。'))}",
        f"commas={min(3, text.count('、'))}",
        f"tabs={min(4, text.count(chr(9)))}",
    ]
    if text != text.lstrip():
        found.append("indented")
    heading = page.headings[line.number]
    if heading is not None:
        found += [f"level={heading.level}", f"ordinal={heading.ordinal[:2]}"]
        found += [
            name
            for name, holds in (
                ("h-group", heading.is_group),
                ("h-procedure", heading.is_procedural),
                ("h-own", heading.is_own_affair),
                ("h-section", heading.is_section),
                ("h-appendix", heading.is_appendix),
                ("h-title", heading.is_title),
                ("h-unit", heading.department is not None),
                ("h-number", heading.number is not None),
            )
            if holds
        ]
        for n in (2, 3):
            found.append(f"begins{n}={_classed(heading.key)[:n]}")
            found.append(f"ends{n}={_classed(heading.key)[-n:]}")
    title = page.titles[line.number]
    if len(title) >= 5:
        alike = page.begun[title[:8]]
        found += ["said-before"] if alike[0] < line.number else []
        found += ["said-again"] if alike[-1] > line.number else []
    return found


def _where(line: Line, lines: Sequence[Line], text: str) -> list[str]:
    share = line.number / max(1, len(lines))
    before = lines[line.number - 1].span.end if line.number else 0
    gap = text.count("\n", before, line.span.start)
    found = [f"at={int(share * 10)}", f"gap={min(gap, 3)}"]
    found += [f"first={line.number}"] if line.number < 4 else []
    found += ["late"] if len(lines) - line.number <= 3 else []
    return found


def _standing(part: str, kind: str) -> list[str]:
    """In whose part of a document of some kind a line stands."""
    return [f"part={part}:{kind}", f"inner={part.rpartition('>')[2]}:{kind}"] if part else []


def line_features(lines: Sequence[Line], text: str) -> list[list[str]]:
    """The features of every line.

    Args:
        lines: of one document, in order.
        text: its text.

    Returns:
        For each line the names of the features that hold.
    """
    if not lines:
        return []
    page = _page(lines)
    head = "".join(line.key for line in lines[:6])[:200]
    kind = "report" if "答申" in head else "record" if re.search("録|要旨|概要|結果", head) else "other"
    spoken = any(shape.kind for some in page.shapes for shape in some if read_title(shape.label))
    series = Series(lines)
    whose = list(parts(lines))
    own = [
        [
            *_own(line, page),
            *(f for shape in page.shapes[line.number] for f in _of_shape(shape, page)),
            *series.features(line.number),
        ]
        for line in lines
    ]
    shared = [["none"], *([f for f in some if not f.startswith(_ONLY_OWN)] for some in own), ["none"]]
    return [
        [
            "bias",
            f"doc={kind}",
            f"spoken={spoken}",
            *own[number],
            *_where(line, lines, text),
            *_standing(whose[number], kind),
            *("-1:" + feature for feature in shared[number]),
            *("+1:" + feature for feature in shared[number + 2]),
        ]
        for number, line in enumerate(lines)
    ]


_ONLY_OWN = ("pre3", "pre4", "suf6", "begins", "ends", "series:style", "series:far", "series:again")
"""Features that say nothing about a neighbour."""
