"""Where sections are named, and by whom."""

import pytest

from ingest.assemble.namings import Namings
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines


def namings(*rows: tuple[Label, Voice, str]) -> Namings:
    lines = read_lines("\n".join(text for _, _, text in rows))
    return Namings(
        [LabelledLine(line, label, voice) for line, (label, voice, _) in zip(lines, rows, strict=True)]
    )


@pytest.mark.parametrize(
    ("label", "voice", "text", "place"),
    [
        (Label.CASE, Voice.NARRATOR, "1 受診勧奨の委託について(保険課)", "bracket-exact"),
        (Label.HEAD, Voice.NARRATOR, "担当課:保険課", "field"),
        (Label.ROW, Voice.NARRATOR, "1\t受診勧奨の委託について\t保険課\t承認", "cell"),
        (Label.SPEECH, Voice.EXECUTIVE, "保険課長 資料1を御覧ください。", "mark"),
        (Label.SPEECH, Voice.EXECUTIVE, "丁田 保険課の丁田です。説明します。", "intro"),
        (Label.TEXT, Voice.NARRATOR, "保険課から、内容について説明があった。", "told"),
        (Label.TEXT, Voice.NARRATOR, "(保険課 入室)", "staged"),
        (Label.SPEECH, Voice.CHAIR, "会長 では、保険課さん、お願いします。", "called"),
        (Label.PEOPLE, Voice.NARRATOR, "事務局 保険課 2名", "secretariat"),
        (Label.SECTION, Voice.NARRATOR, "第3 教育委員会(保険課)の説明", "behind-unit"),
    ],
)
def test_the_place_of_a_name_is_known(label: Label, voice: Voice, text: str, place: str) -> None:
    (naming,) = [n for n in namings((label, voice, text)).all if n.mention.names[-1] == "保険課"]
    assert place in naming.places


def test_a_person_with_a_post_is_no_section() -> None:
    found = namings(
        (Label.PEOPLE, Voice.NARRATOR, "説明員 健康部保険課(丁田課長)"),
        (Label.SPEECH, Voice.EXECUTIVE, "丁田課長 資料1を御覧ください。"),
        (Label.SPEECH, Voice.EXECUTIVE, "戊木係長 住宅課の戊木です。"),
    )
    assert {naming.mention.name for naming in found.all} == {"健康部保険課", "住宅課"}


def test_a_section_below_a_department_is_no_person() -> None:
    found = namings((Label.PEOPLE, Voice.NARRATOR, "説明員 健康部(保険課長、健診課長)"))
    assert {naming.mention.name for naming in found.all} == {"健康部", "保険課", "健診課"}


def test_a_person_before_a_section_is_left_out_of_its_name() -> None:
    found = namings(
        (Label.PEOPLE, Voice.NARRATOR, "説明員 健康部保険課 課長 丁田"),
        (Label.SPEECH, Voice.EXECUTIVE, "丁田保険課長 資料1を御覧ください。"),
    )
    assert [naming.mention.name for naming in found.all] == ["健康部保険課", "保険課"]


def test_each_way_to_write_a_section_is_told() -> None:
    found = namings(
        (Label.PEOPLE, Voice.NARRATOR, "説明員 健康部保険課庶務係"),
        (Label.TEXT, Voice.NARRATOR, "保険課が答えた。"),
    )
    assert {relation for relation, _ in found.of("保険課")} == {"whole", "middle"}
    assert {relation for relation, _ in found.of("健康部保険課")} == {"head", "short"}
