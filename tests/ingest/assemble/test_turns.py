"""Lines to turns: what is read out stays its reader's, whatever the lines of it look like."""

from corpus.model import Role
from ingest.assemble.marks import read_marks
from ingest.assemble.turns import read_turns
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines

READ_OUT = (
    "事務局長:読み上げます。「本件はおおむね問題ない。",
    "加えて、職員の研修を行うことを求める。」",
    "以上です。",
    "会長:よろしいですか。",
)
LABELS = (
    (Label.SPEECH, Voice.SECRETARIAT),
    (Label.SPEECH, Voice.MEMBER),
    (Label.SPEECH, Voice.MEMBER),
    (Label.SPEECH, Voice.CHAIR),
)


def test_a_quotation_goes_on_to_its_end() -> None:
    lines = [
        LabelledLine(line, label, voice)
        for line, (label, voice) in zip(read_lines("\n".join(READ_OUT)), LABELS, strict=True)
    ]
    turns = read_turns(lines, [None] * len(lines), read_marks(lines))
    assert [(t.speaker, t.role) for t in turns] == [
        ("事務局長", Role.SECRETARIAT),
        (None, Role.MEMBER),
        ("会長", Role.CHAIR),
    ]
    assert turns[0].span.end == len("\n".join(READ_OUT[:2]))
