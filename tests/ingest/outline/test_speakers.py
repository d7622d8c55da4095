"""Speakers' marks: every way of marking, what only looks like a mark, and the role each gives."""

import pytest

from corpus.model import Role, Turn
from ingest.outline.titles import read_title
from tests.ingest.outline.reading import read_document

FRONT = "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)午後2時から\n"


def turns_of(body: str, front: str = FRONT) -> list[Turn]:
    found = read_document("minutes.txt", (front + body).encode())
    return [turn for turn in found.turns if turn.speaker is not None]


def speakers(body: str, front: str = FRONT) -> list[tuple[str | None, Role]]:
    return [(turn.speaker, turn.role) for turn in turns_of(body, front)]


THREE = [("会長", Role.CHAIR), ("委員", Role.MEMBER), ("担当課", Role.EXECUTIVE)]
QUESTION = "では始めます。", "期間はいつまでか。", "三月末までである。"


@pytest.mark.parametrize(
    "pattern",
    [
        "○{}　{}",
        "〇{}\n{}",
        "{}:{}",
        "{}：\n　{}",
        "{}；{}",
        "({})\n{}",
        "（{}）{}",
        "<{}>\n{}",
        "＜{}＞{}",
        "【{}】{}",
        "【{}】\n{}",
        "- {}\n{}",
        "• {}\n{}",
        "・{}：{}",
        "{}\t{}",
    ],
)
def test_every_way_of_marking_is_read(pattern: str) -> None:
    said = zip(THREE, QUESTION, strict=True)
    body = "\n\n".join(pattern.format(name, text) for (name, _), text in said)
    assert speakers(body) == THREE


def test_circles_of_three_kinds_are_mixed_in_one_file() -> None:
    body = "○会長　始めます。\n〇委員　よろしいか。\n◯５番（乙部花子君）　伺います。\n"
    assert speakers(body) == [("会長", Role.CHAIR), ("委員", Role.MEMBER), ("5番(乙部花子君)", Role.MEMBER)]


def test_two_ways_of_marking_are_mixed_in_one_file() -> None:
    body = "会長:始めます。\n委員:質問がある。\n会長:どうぞ。\n(委員)\n一つある。\n(会長)\n以上とする。\n"
    assert [name for name, _ in speakers(body)] == ["会長", "委員", "会長", "委員", "会長"]


def test_a_space_alone_marks_where_the_marks_recur() -> None:
    body = "会 長　始めます。\n委 員　期間はいつまでか。\n説明員　三月末までです。\n委 員　分かりました。\n会 長　終わります。\n"
    assert [name for name, _ in speakers(body)] == ["会長", "委員", "説明員", "委員", "会長"]


def test_lines_of_their_own_mark_in_a_table_that_lost_its_rules() -> None:
    body = "発言者 内容\n\n会長\n\n始めます。\n\n丙川委員\n\n質問があります。\n"
    assert [name for name, _ in speakers(body)] == ["会長", "丙川委員"]


def test_rows_of_a_table_go_on_over_a_page_break() -> None:
    """A row whose first cell is empty, and plain text after it, belong to the speaker before."""
    body = "発言者\t内容\n会長\t始めます。\n甲野課長\t一つ目の説明です。\n\n続きの段落です。\n\t二つ目の説明です。\n会長\t分かりました。\n"
    turns = turns_of(body)
    assert [turn.speaker for turn in turns] == ["会長", "甲野課長", "会長"]
    text = FRONT + body
    assert turns[1].span.of(text).endswith("二つ目の説明です。")


def test_a_note_a_stage_direction_and_an_aside_are_no_speakers() -> None:
    body = (
        "(委員)\n(仮称)中央図書館はいつ開くのか。\n(担当課)\n《資料による説明》\n来年である。\n"
        "※ 発言は要約した。\n(会長)\n分かった。\n"
    )
    assert [name for name, _ in speakers(body)] == ["委員", "担当課", "会長"]


def test_a_bracketed_case_title_is_no_speaker() -> None:
    body = "≪1 諮問事項≫\n<電子申請の開始について>\n〇会長\nどう考えるか。\n〇委員\nよい。\n"
    assert [name for name, _ in speakers(body)] == ["会長", "委員"]


def test_attendance_lists_in_angle_brackets_are_no_speakers() -> None:
    front = FRONT + "<委員>\n出席：(会長) 甲野 一 乙川 二\n<事務局>\n総務課 (課長) 丙山 三\n<傍聴者>\n無し\n"
    body = "1 諮問内容\n市は証明書の交付を始める。\n委員： いつからか。\n実施機関： 四月からです。\n委員： 分かった。\n"
    assert [name for name, _ in speakers(body, front)] == ["委員", "実施機関", "委員"]


def test_a_row_that_says_that_nobody_listened_is_no_speech() -> None:
    front = (
        FRONT
        + "出席委員\t甲野会長、乙川委員\n傍聴者\tなし\n会議次第\n1 議題\n(1) 公用車の貸出予約の委託について\n(2) その他\n"
    )
    body = "会議の要旨\n1 議題\n(1) 公用車の貸出予約の委託について\n総務課から説明があり、適当と認めた。\n"
    document = read_document("minutes.txt", (front + body).encode())
    assert [turn.speaker for turn in document.turns if turn.speaker] == []
    assert [case.title for case in document.cases] == ["公用車の貸出予約の委託について"]


def test_question_and_answer_are_no_persons() -> None:
    body = "諮問庁から説明を行った。\n(質問)項目は何か。\n(回答)氏名である。\n"
    assert speakers(body) == [("質問", Role.UNKNOWN), ("回答", Role.UNKNOWN)]


def test_counted_questions_and_answers_are_marks() -> None:
    """問1 …, 答1 …, with a space only; what members think stands under a heading of its own."""
    body = (
        "議事概要\n【諮問第3号】検診の勧奨について(保健課)\n"
        "問1　通知は何通か。\n答1　三百通である。\n\n問2　封筒の色は何か。\n答2　白である。\n\n(委員からの意見)\n・　急いで進めてほしい。\n\n"
        "(審議会の結論)\n適当と認める。\n"
    )
    assert [speaker for speaker, _ in speakers(body)] == ["問", "答", "問", "答"]
    found = read_document("minutes.txt", (FRONT + body).encode())
    roles = {turn.span.of(found.text): turn.role for turn in found.turns}
    assert roles["・　急いで進めてほしい。"] is Role.MEMBER
    assert roles["適当と認める。"] is Role.COUNCIL


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Ｑ{}．", "Ａ{}．"),
        ("問{}：", "答{}："),
        ("【質問{}】", "【回答{}】"),
        ("〈問〉", "〈答〉"),
        ("質問{}　", "回答{}　"),
    ],
)
def test_counted_questions_are_marked_in_many_ways(question: str, answer: str) -> None:
    said = (("通知は何通か。", "三百通である。"), ("封筒の色は何か。", "白である。"))
    body = "".join(f"{question.format(n)}{q}\n{answer.format(n)}{a}\n" for n, (q, a) in enumerate(said, 1))
    found = read_document("minutes.txt", (FRONT + "議事概要\n" + body).encode())
    spoken = [turn.span.of(found.text) for turn in found.turns if turn.mark is not None]
    assert spoken == ["通知は何通か。", "三百通である。", "封筒の色は何か。", "白である。"]


def test_answers_below_members_by_name_are_marks() -> None:
    """Else the answer would be the member's."""
    body = (
        "(甲野委員)項目は何か。\n(回答)氏名である。\n(乙川委員)期間はいつまでか。\n(回答)三月末までである。\n"
    )
    assert speakers(body) == [
        ("甲野委員", Role.MEMBER),
        ("回答", Role.UNKNOWN),
        ("乙川委員", Role.MEMBER),
        ("回答", Role.UNKNOWN),
    ]


def test_a_question_without_an_answer_marks_nothing() -> None:
    assert speakers("(質問)項目は何かとの発言があった。\nこれに対し説明があった。\n") == []


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("会長", Role.CHAIR),
        ("癸部会長", Role.CHAIR),
        ("会長職務代理者", Role.CHAIR),
        ("副会長", Role.MEMBER),
        ("委 員 A", Role.MEMBER),
        ("丁山委員", Role.MEMBER),
        ("各委員", Role.MEMBER),
        ("事務局", Role.SECRETARIAT),
        ("事務局（総務課長）", Role.SECRETARIAT),
        ("司会", Role.SECRETARIAT),
        ("実施機関", Role.EXECUTIVE),
        ("教育委員会事務局学務課長", Role.EXECUTIVE),
        ("市長", Role.EXECUTIVE),
        ("廃棄物対策課", Role.EXECUTIVE),
        ("審査請求人", Role.UNKNOWN),
    ],
)
def test_a_title_gives_a_role(label: str, role: Role) -> None:
    title = read_title(label)
    assert title is not None
    assert title.role is role


@pytest.mark.parametrize("label", ["仮称", "資料2", "日時", "本件については会長", "第2部", "意見なし", "審議"])
def test_other_words_are_no_titles(label: str) -> None:
    assert read_title(label) is None


LISTED = (
    "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)\n"
    "出席者 甲野一郎(会長)、乙川二郎、丙山三郎\n説明者 市民課長 丁田四郎\n事務局 総務課長 戊井五郎\n"
)


def test_an_official_is_of_the_secretariat_or_the_executive_as_the_list_says() -> None:
    body = "戊井課長:始めます。\n丁田課長:説明します。\n甲野会長:どうぞ。\n丁田課長:以上です。\n"
    roles = dict(speakers(body, LISTED))
    assert roles == {"戊井課長": Role.SECRETARIAT, "丁田課長": Role.EXECUTIVE, "甲野会長": Role.CHAIR}


def test_a_name_alone_is_resolved_from_the_list() -> None:
    body = "○甲野　始めます。\n○乙川　伺います。\n○甲野　どうぞ。\n"
    assert speakers(body, LISTED) == [("甲野", Role.CHAIR), ("乙川", Role.MEMBER), ("甲野", Role.CHAIR)]


def test_an_official_on_no_list_who_opens_the_meeting_is_of_the_secretariat() -> None:
    body = "総務課長;ただ今から会議を開会します。\n市長;よろしくお願いします。\n会長;分かりました。\n"
    assert dict(speakers(body))["総務課長"] is Role.SECRETARIAT
    assert dict(speakers(body))["市長"] is Role.EXECUTIVE
