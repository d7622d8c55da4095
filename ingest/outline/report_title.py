"""The subject of a report: as a section or a label states it, as the letter puts it, or as its first words give it."""

import re
from collections.abc import Sequence

from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found
from ingest.outline.report_headings import Section
from ingest.outline.sections import Part

_LONGEST = 600
_LABEL = re.compile(r"(?:諮問)?(?:件名|事件名|案件名|案件)[::]")
_CLOSING = re.compile(
    r"(?:(?:別紙|次|下記|以下)の?(?:とお|通)り|一括して).{0,12}?(?:答申|回答|報告|具申)(?:いた)?(?:します|する|しました)。?"
)
_ENCLOSURE = re.compile(r"(?:別紙?|記)?[0-9]?答?[0-9]?紙?申?書?[0-9]?$")
_ASKED = re.compile(
    r"諮問(?:の?が?[あり]+ました|の?が?[あ]+った|された|を受けた|のあった|に係る|にかかる)|号による(?:次の)?(?=[「『])"
)
_ABOUT = re.compile(r"(?:について|に関する件|に関すること|の件)(?=[、。,(]|$|別紙|下記|次の)")
_SUBJECT_LIKE = re.compile(r"諮問$|について|に関する|の件|[「『]|に係る")
_RE_LINE = re.compile(
    r"(?P<title>[^。、]{4,120}?(?:について|に関する件|の件)?)\((?:答申|諮問|回答)(?:第[^()]{1,8}号)?\)"
)
_NAMED_LINE = re.compile(r"(?P<title>[^。、]{6,120}?(?:に関する|に係る|についての)答申)書?")
_LISTED = re.compile(r"(?:\(?[1-9][).．、]|[①⑴]|1)(?=\D)")
"""Begins the first of several questions put to the council."""
_BRACKETED_LINE = re.compile(
    r"[〔【〈\[(](?P<title>[^〔〕【】〈〉\[\]。]{4,120}(?:事案|事件|案件|の件|について))[〕】〉\])]"
)
_ELSEWHERE = re.compile(
    r"諮問第[0-9]+号(?:に|の件)|(?:標記|標題|表題|表記|上記|下記|首記|頭書|みだし|次)の|本件について|(?:この|当該)(?:件|こと)"
)
_NAMED_BY_NUMBER = re.compile(r"諮問第[0-9]+号「(?P<title>[^「」]{6,})」(?:について|に関する件|の件)")
_QUOTED_TITLE = re.compile(
    r"[「『](?P<title>(?:[^「」『』。]|「[^「」]*」){6,}(?:について|の件|に関すること))[」』](?:は|に(?:つい|関し)て)"
)
_STATUTORY = re.compile(
    r"(?:規定|条|項|号)(?:に基づく|による|に係る)(?:諮問|意見|審査請求|異議申立て|答申)(?:について)?$|^答申書?$"
)
_NUMBER = re.compile(r"(?:[^\W\d]{0,12})?(?:答申|諮問)(?:[^\W\d]{0,3})?第[0-9]+号.{0,4}")
"""Stands where a title might, and names nothing."""
_ASKED_IN_WORDS = re.compile(
    r"(?:、|から|より)(?P<title>[^、。]{6,120}?(?:について|に関して))(?=、?[^、。]{0,30}(?:求め|諮問))"
)
_OBJECT = re.compile(
    r"[「『][^「」『』。]{2,120}[」』](?:の|に係る|について(?:の)?|に関する)?[^「」。、()]{0,20}?(?:請求|決定|処分|拒否)"
)


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
            if asked := _ASKED_IN_WORDS.search(page.text, part.start, part.end):
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
    if label := _LABEL.search(page.text, parts[0].start, parts[0].end):
        end = min(page.line_end(label.end()), parts[0].end)
        if 4 <= end - label.end() <= _LONGEST:
            return Found(page.text[label.end() : end], label.end(), end)
    return None


def _listed(page: Dense, start: int, end: int) -> int | None:
    """Where the wording begins behind the number of a first question; None where no such number stands."""
    mark = _LISTED.match(page.text, start, end)
    numbered = mark is not None and (not mark.group().isdigit() or page.parted(mark.end()))
    return mark.end() if mark is not None and numbered else None


def _of_letter(page: Dense, cover: Part) -> Found | None:
    """What follows 「次のとおり答申します。」, else what that sentence says was asked."""
    text = page.text
    closing = _CLOSING.search(text, cover.start, cover.end)
    if closing is None:
        return None
    begin = closing.end()
    if text[begin : begin + 1] == "記" and page.begins_line(begin) and page.begins_line(begin + 1):
        begin += 1
    enclosure = _ENCLOSURE.search(text, begin, cover.end)
    stop = enclosure.start() if enclosure else cover.end
    asked = text.rfind("諮問", begin, stop)
    stop = asked + len("諮問") if asked > 0 else stop
    title = text[begin:stop]
    if len(title) >= 6 and not title.endswith("。") and _SUBJECT_LIKE.search(title):
        return Found(title, begin, stop)
    sentence = text.rfind("。", cover.start, closing.start()) + 1
    for match in _ASKED.finditer(text, sentence, closing.start()):
        if quoted := _QUOTED_TITLE.match(text, match.end(), closing.start()):
            return Found(quoted["title"], *quoted.span("title"))
        about = _ABOUT.search(text, match.end(), closing.start() + 1)
        if about and (named := _NAMED_BY_NUMBER.fullmatch(text, match.end(), about.end())):
            return Found(named["title"], named.start("title"), named.end("title"))
        if about and about.end() - match.end() >= 8 and not _ELSEWHERE.match(text, match.end()):
            return Found(text[match.end() : about.end()], match.end(), about.end())
    return None


def _of_re_line(page: Dense, cover: Part) -> Found | None:
    """The letter's own subject line, 「○○について(答申)」 or 〔…事案〕, unless it only names the provision."""
    lines = [*(line for line in page.lines if cover.start <= line < cover.end), cover.end]
    for wrapped in (1, 2):
        for line, end in zip(lines, lines[wrapped:], strict=False):
            kinds = (_BRACKETED_LINE, _RE_LINE, _NAMED_LINE)
            match = next((m for kind in kinds if (m := kind.fullmatch(page.text, line, end))), None)
            named = match and not (_STATUTORY.search(match["title"]) or _NUMBER.fullmatch(match["title"]))
            if match and named:
                return Found(match["title"], match.start("title"), match.end("title"))
    return None


def _of_object(page: Dense, parts: Sequence[Part]) -> Found | None:
    """What the reviewed decision was about: 「…」の開示請求."""
    for part in sorted(parts, key=lambda part: part.section is not Section.PURPOSE):
        if match := _OBJECT.search(page.text, part.start, part.end):
            title = match.group().removesuffix("を請求")
            return Found(title, match.start(), match.start() + len(title))
    return None


def _first_line(page: Dense) -> Found | None:
    end = page.line_end(0)
    return Found(page.text[:end], 0, end) if 2 <= end <= 120 else None
