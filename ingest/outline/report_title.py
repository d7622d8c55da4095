"""The subject of a report: as a section or a label states it, as the letter puts it, or as its first words give it."""

from collections.abc import Sequence

from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found
from ingest.outline.report_headings import Section
from ingest.outline.sections import Part
from ingest.rules import rule

_LONGEST = 600
_LABEL = rule("report_title.label")
_CLOSING = rule("report_title.closing")
_ENCLOSURE = rule("report_title.enclosure")
_ASKED = rule("report_title.asked")
_ABOUT = rule("report_title.about")
_SUBJECT_LIKE = rule("report_title.subject_like")
_RE_LINE = rule("report_title.re_line")
_NAMED_LINE = rule("report_title.named_line")
_LISTED = rule("report_title.listed")
_BRACKETED_LINE = rule("report_title.bracketed_line")
_ELSEWHERE = rule("report_title.elsewhere")
_NAMED_BY_NUMBER = rule("report_title.named_by_number")
_QUOTED_TITLE = rule("report_title.quoted_title")
_STATUTORY = rule("report_title.statutory")
_NUMBER = rule("report_title.number")
_ASKED_IN_WORDS = rule("report_title.asked_in_words")
_OBJECT = rule("report_title.object")


def read_title(text: str, page: Dense, parts: Sequence[Part]) -> Found | None:
    """Read the subject of a report; None where nothing in it can stand for one. The head of a table is none."""
    return (
        _of_section(text, page, parts)
        or _of_letter(page, parts[0])
        or _of_re_line(page, parts[0])
        or _of_object(page, parts)
        or _first_line(page)
    )


def _of_section(text: str, page: Dense, parts: Sequence[Part]) -> Found | None:
    """The first line under a heading 件名 and the like, or what stands behind such a label."""
    for part in parts[1:]:
        if part.section is Section.SUBJECT:
            if asked := _ASKED_IN_WORDS.find(page.text, part.start, part.end):
                return Found(asked["title"], asked.start("title"), asked.end("title"))
            end = min(page.line_end(part.start), part.end)
            stop = page.text.find("。", part.start, end)
            end = stop if stop > 0 else end
            start = part.start
            if listed := _listed(page, start, end):
                if (named := _of_re_line(page, parts[0])) is not None:
                    return named
                start = listed
            if 4 <= end - start <= _LONGEST and "\t" not in page.span(start, end).of(text):
                return Found(page.text[start:end], start, end)
    if label := _LABEL.find(page.text, parts[0].start, parts[0].end):
        end = min(page.line_end(label.end()), parts[0].end)
        if 4 <= end - label.end() <= _LONGEST:
            return Found(page.text[label.end() : end], label.end(), end)
    return None


def _listed(page: Dense, start: int, end: int) -> int | None:
    """Where the wording begins behind the number of a first question; None where no such number stands."""
    mark = _LISTED.find(page.text, start, end)
    numbered = mark is not None and (not mark.group().isdigit() or page.parted(mark.end()))
    return mark.end() if mark is not None and numbered else None


def _of_letter(page: Dense, cover: Part) -> Found | None:
    """What follows 「次のとおり答申します。」, else what that sentence says was asked."""
    text = page.text
    closing = _CLOSING.find(text, cover.start, cover.end)
    if closing is None:
        return None
    begin = closing.end()
    if text[begin : begin + 1] == "記" and page.begins_line(begin) and page.begins_line(begin + 1):
        begin += 1
    enclosure = _ENCLOSURE.find(text, begin, cover.end)
    stop = enclosure.start() if enclosure else cover.end
    asked = text.rfind("諮問", begin, stop)
    stop = asked + len("諮問") if asked > 0 else stop
    title = text[begin:stop]
    if len(title) >= 6 and not title.endswith("。") and _SUBJECT_LIKE.find(title):
        return Found(title, begin, stop)
    sentence = text.rfind("。", cover.start, closing.start()) + 1
    for match in _ASKED.pattern.finditer(text, sentence, closing.start()):
        if quoted := _QUOTED_TITLE.find(text, match.end(), closing.start()):
            return Found(quoted["title"], *quoted.span("title"))
        about = _ABOUT.find(text, match.end(), closing.start() + 1)
        if about and (named := _NAMED_BY_NUMBER.find(text, match.end(), about.end())):
            return Found(named["title"], named.start("title"), named.end("title"))
        if about and about.end() - match.end() >= 8 and not _ELSEWHERE.find(text, match.end()):
            return Found(text[match.end() : about.end()], match.end(), about.end())
    return None


def _of_re_line(page: Dense, cover: Part) -> Found | None:
    """The letter's own subject line, 「○○について(答申)」 or 〔…事案〕, unless it only names the provision."""
    lines = [*(line for line in page.lines if cover.start <= line < cover.end), cover.end]
    for wrapped in (1, 2):
        for line, end in zip(lines, lines[wrapped:], strict=False):
            kinds = (_BRACKETED_LINE, _RE_LINE, _NAMED_LINE)
            match = next((m for kind in kinds if (m := kind.find(page.text, line, end))), None)
            named = match and not (_STATUTORY.find(match["title"]) or _NUMBER.find(match["title"]))
            if match and named:
                return Found(match["title"], match.start("title"), match.end("title"))
    return None


def _of_object(page: Dense, parts: Sequence[Part]) -> Found | None:
    """What the reviewed decision was about: 「…」の開示請求."""
    for part in sorted(parts, key=lambda part: part.section is not Section.PURPOSE):
        if match := _OBJECT.find(page.text, part.start, part.end):
            title = match.group().removesuffix("を請求")
            return Found(title, match.start(), match.start() + len(title))
    return None


def _first_line(page: Dense) -> Found | None:
    end = page.line_end(0)
    return Found(page.text[:end], 0, end) if 2 <= end <= 120 else None
