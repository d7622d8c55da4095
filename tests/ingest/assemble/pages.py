"""Pages for tests: lines that say what they are labelled as."""

from ingest.assemble.head import Head, head_model
from ingest.assemble.page import Page, read_page
from ingest.formats import Reading, read
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines
from ingest.repair import repair

_LABELS = {
    "C": Label.CHROME,
    "T": Label.TITLE,
    "H": Label.HEAD,
    "P": Label.PEOPLE,
    "A": Label.AGENDA,
    "S": Label.SPEECH,
    "X": Label.TEXT,
    "N": Label.NOTE,
}
BODY = """
P 出席者 甲野会長、乙川委員
A 議題
A 1 電子申請の開始について(諮問)
S 会長:始めます。
S 委員:よいと思います。
S 会長:承認します。
"""


def labelled(marked: str) -> tuple[Reading, list[LabelledLine]]:
    """A reading with its labelled lines; each line of `marked` begins with its label's letter."""
    rows = [line.split(" ", 1) for line in marked.strip("\n").splitlines() if line.strip()]
    reading = repair(read("page.txt", "\n\n".join(text for _, text in rows).encode()))
    lines = read_lines(reading.text)
    assert len(lines) == len(rows), "a line was joined or parted in reading"
    return reading, [
        LabelledLine(line, _LABELS[letter], Voice.NARRATOR)
        for line, (letter, _) in zip(lines, rows, strict=True)
    ]


def page(marked: str) -> Page:
    """The page of a marked text."""
    reading, lines = labelled(marked)
    return read_page("page.txt", reading, lines)


def head(marked: str) -> Head:
    """The head of a marked text."""
    reading, lines = labelled(marked)
    return head_model().read(read_page("page.txt", reading, lines))
