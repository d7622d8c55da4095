"""Follow-ups: a question that depends on its conversation is rewritten as a standalone one.

The subject comes from the user's own earlier questions. Of an answer only the case that it named is used: the
assistant's words are no source.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.understand.places import known_in, without_kind
from assistant.understand.topics import topics_of
from corpus.language import decisions, either
from corpus.model import Role

MUST_LEAN = 15
"""Characters up to which a question counts as a follow-up: it is too short to name a subject."""
_REFERS = r"その|この|あの|それ|これ|同じ|当該|上記|先ほど|さっき|他の|ほかの|他に|ほかに"
_POINTS_BACK = re.compile(
    r"^(?:では|それでは|じゃあ|それなら|ちなみに|また|さらに|あと|そして)|"
    rf"(?:{_REFERS}|前回|次回|今回|そこ|ここで|もう少し|詳しく)|"
    r"[①-⑳]|^(?:理由|条件|結論|結果|経緯|委員|反対|賛成|なぜ|どうして|誰|いつ|どこ|何|どんな|いくつ)"
)
_ROLES = [role.value for role in Role if role is not Role.UNKNOWN]
_ASKS = re.compile(
    rf"(?:について)?(?:の|は|が|を|に)?(?:、?(?:{'|'.join(_ROLES)}|役所|市)(?:から)?(?:は|が|の)?)?"
    r"(?:どの?よう(?:に|な)|どういう|どんな|どう|何[をがと]|なぜ|どうして|いつ|どこ|誰|いくつ|結論|結果|概要|理由|"
    r"教えて|説明して|ありますか|でしたか|ですか|ましたか|知りたい|見せて).*$"
)
_ASKS_NOTHING = re.compile(
    r"(?:では|でも|じゃあ|それでは|同じ(?:軸|点|観点|基準|項目)|は|の|と|や|も|、|・|場合|会議|審議会|ところ|同じ|先例|例|案件|議論|話|意見|質問|問題|同じよう|同様|似た|な|あり|あっ|ます|まし|でし|です|た|か|どう|なり|いかが|"
    r"どんな|感じ|について|何か|[？?。\s])*"
)
_ACROSS = re.compile(
    r"(?:先例|事例|前例|案件|例)(?:は|って|が|を)?、?(?:ある|あり|ない|何件|教え|一覧|探|挙げ|全部|すべて|見せ)|(?:た|る|ない)(?:案件|諮問|事例|先例)(?:だけ|のみ)?(?:が|は|を|には)?(?:、?何件)?(?:あり|ある|教えて|挙げて|見たい|見せて|知りたい|どれ|どんな)"
)
"""Asks over all cases which ended in some way, or whether any did; no earlier case is meant."""
_SHORTER = re.compile(
    r"(?:もっと|もう少し|もうちょっと|できるだけ|なるべく|いまの|今の|それ)?(?:を|、)?(?:短く|簡潔に|手短に|端的に|簡単に|要点(?:だけ|のみ)?(?:を|で)?|[一1]言で|ひとことで|要約)"
    r"(?:まとめて|して|言って|言うと|教えて|説明して|お願い(?:し|いたし)?)?(?:ください|下さい|くれますか|もらえますか|ほしい(?:です)?|ます)?[。？?！!]*"
)
"""Asks for the last answer in fewer words."""
_SAME_SITTING = re.compile(
    r"^(?:では|じゃあ|それでは|ちなみに)?、?同じ(?:日|会議|回|会合|審議会|審査会|答申)(?:の|に|で(?:は)?|、)+(?!件|案件|諮問)"
)
"""Asks for another case of the meeting or report that was talked about."""
_THE_OTHERS = re.compile(
    r"^(?:では|じゃあ|それでは|ちなみに|あと)?、?(?:もう[一1]つ|もう[一1]件|もう片方|もう一方|残り|ほか|他|それ以外|別)の?(?:方|ほう|件|案件|諮問|議題|もの)?(?:は|も|って|の(?:結論|結果)は)、?"
    r"(?:どう|何|結論|結果|通り|認め|承認)?[^。、]{0,10}[。？?]?$"
)
"""Asks how the other cases of the meeting talked about ended."""
_SITTING = re.compile(
    r"(?:(?:令和|平成|昭和)[元0-9一二三四五六七八九十]+年度)?第[0-9一二三四五六七八九十百]+回|(?:令和|平成|昭和)[元0-9]+年[0-9]+月[0-9]+日(?=の(?:会議|審議会|第))"
)
OTHERS = "案件はそれぞれどうなりましたか"
_LIKE_IT = re.compile(rf"{_REFERS}|似た")
_OTHER_PLACE = re.compile(r"(?:他|ほか|別)の(?:市|町|村|区|自治体|市町村|団体|ところ|審議会)")


@cache
def _decided() -> re.Pattern[str]:
    """The end of a question that asks whether its subject was decided so: …は認められましたか."""
    stated = either((*decisions().stated(), "付", "決ま", "通", "審議", "継続"))
    return re.compile(f"(?:は|が|も|を|に(?:条件|要望)(?:は|が)?){stated}[^はがもをの]{{0,5}}$")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; `role` is user or assistant."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that needs no conversation to be understood."""

    text: str
    """What is searched and shown as the question understood."""
    focus: str
    """The words of this question alone: what is asked of the subject."""
    subject: str
    """What the conversation is about; empty where the question stands alone."""
    said: str
    """The assistant's last answer, where the subject comes from the conversation."""
    elsewhere: bool = False
    """Whether the user asks for other municipalities than the ones talked about."""
    places: tuple[str, ...] = ()
    """The municipalities talked about before."""
    shorter: bool = False
    """Whether the question is the last one again, to be answered in fewer words."""


def subject_of(question: str) -> str:
    """The subject of a question: the question without what it asks of it."""
    first = re.split(r"[。？?]", question.strip())[0]
    subject = _ASKS.sub("", first).strip(" 、。・")
    subject = re.sub(r"では?$", "", _decided().sub("", subject))
    return subject if len(subject) >= 4 else first


def standalone(
    question: str, conversation: Sequence[Message] = (), held: Collection[str] = (), *, leans: bool = False
) -> Standalone:
    """Rewrite a question so that it can be understood without the messages before it.

    Args:
        question: the last one.
        conversation: the messages before it, oldest first.
        held: names of the municipalities in the corpus, known as such even where they are fiction.
        leans: whether it is a follow-up even where its words do not show it.
    """
    if _SHORTER.fullmatch(question.strip()):
        asked = [
            at
            for at, m in enumerate(conversation)
            if m.role == "user" and not _SHORTER.fullmatch(m.text.strip())
        ]
        if asked:
            before = standalone(conversation[asked[-1]].text, conversation[: asked[-1]], held)
            return replace(before, shorter=True)
    users = [m.text for m in conversation if m.role == "user" and m.text.strip()]
    named = _places(question, held)
    if users and _only_places(question, named):
        return _again(conversation, named, held)
    if other := _of_the_same_sitting(question, conversation, held):
        return other
    leans = (leans or _needs_subject(question)) and not _asks_across(question)
    if not users or not leans or named:
        return Standalone(question, question, "", "", places=tuple(_places(users[-1], held)) if users else ())
    subject = _subject(users)
    answers = [m.text for m in conversation if m.role == "assistant"]
    places = tuple(p for text in (*users, *answers) for p in _places(text, held))
    focus = re.sub(r"^(?:では|それでは|じゃあ|それなら|ちなみに)[、,]?", "", question.strip())
    link = "件について、" if subject.endswith(("た", "る", "ない")) else "について、"
    return Standalone(
        f"{subject}{link}{focus}",
        focus,
        subject,
        answers[-1] if answers else "",
        places=places,
    )


def _of_the_same_sitting(
    question: str, conversation: Sequence[Message], held: Collection[str]
) -> Standalone | None:
    """A question on another case of the meeting talked about: its place and number are kept, its subject is not."""
    rest = _SAME_SITTING.sub("", question.strip())
    if _THE_OTHERS.fullmatch(question.strip()):
        rest = OTHERS
    said = [m.text for m in reversed(conversation)]
    place = next((places[0] for text in said if (places := _places(text, held))), "")
    if rest == question.strip() or not place:
        return None
    sitting = next((found[0] for text in said if (found := _SITTING.search(text))), "")
    text = f"{place}の{sitting}の{rest}" if sitting else f"{place}の{rest}"
    return Standalone(text, text, "", "", places=(place,))


def _only_places(question: str, named: Sequence[str]) -> bool:
    """Whether a question names other places and asks nothing of its own."""
    rest = _OTHER_PLACE.sub("", question) if _OTHER_PLACE.search(question) else question
    for place in named:
        rest = without_kind(place).sub("", rest.replace(place, ""))
    return rest != question and bool(_ASKS_NOTHING.fullmatch(rest))


def _again(conversation: Sequence[Message], named: Sequence[str], held: Collection[str]) -> Standalone:
    """The previous question, repeated for other places: 「他の市では？」「高槻市と吹田市ではどうでしたか」."""
    users = [m.text for m in conversation if m.role == "user" and m.text.strip()]
    before = next((text for text in reversed(users) if topics_of(text, _places(text, held))), users[-1])
    places = tuple(_places(before, held))
    asked = before
    for place in places:
        asked = asked.replace(place + "の", "").replace(place, "")
    asked = re.sub(r"^[ではにも、]+", "", asked)
    text = f"{'・'.join(named)}の{asked}" if named else asked
    answers = [m.text for m in conversation if m.role == "assistant"]
    if not places and answers:
        places = tuple(_places(answers[-1], held))
    return Standalone(text, text, subject_of(asked), "", elsewhere=not named, places=places)


def _places(text: str, held: Collection[str]) -> list[str]:
    return list(known_in(text, held))


def _needs_subject(question: str) -> bool:
    """Whether the question depends on the conversation: it refers back, or is too short to name a subject."""
    return bool(_POINTS_BACK.search(question.strip())) or len(question) <= MUST_LEAN


def _asks_across(question: str) -> bool:
    return _ACROSS.search(question) is not None and _LIKE_IT.search(question) is None


def _subject(users: Sequence[str]) -> str:
    """The subject of the last question that was no follow-up itself."""
    for text in reversed(users):
        if not _needs_subject(text) or text is users[0]:
            return subject_of(text)
    return subject_of(users[-1])
