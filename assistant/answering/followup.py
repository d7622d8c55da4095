"""A follow-up made standalone: what the conversation already said is carried into the question.

The user's own earlier questions give the subject. What an answer said is used only for the case it named: the assistant's
words are no source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.places import find_municipalities

_POINTS_BACK = re.compile(
    r"^(?:では|それでは|じゃあ|それなら|ちなみに|また|さらに|あと|そして)|"
    r"(?:その|この|あの|それ|これ|同じ|当該|上記|先ほど|さっき|前回|次回|今回|そこ|ここで|他の|ほかの|他に|ほかに|もう少し|詳しく)|"
    r"[①-⑳]|^(?:理由|条件|結論|結果|経緯|委員|反対|賛成|なぜ|どうして|誰|いつ|どこ|何|どんな|いくつ)"
)
_ASKS = re.compile(
    r"(?:について)?(?:の|は|が|を|に)?(?:どの?よう(?:に|な)|どういう|どんな|どう|何と|なぜ|どうして|いつ|どこ|誰|いくつ|結論|結果|概要|理由|"
    r"教えて|説明して|ありますか|でしたか|ですか|ましたか|知りたい|見せて).*$"
)
_OTHER_PLACE = re.compile(r"(?:他|ほか|別)の(?:市|町|村|区|自治体|市町村|団体|ところ|審議会)")


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
    """The municipalities talked about, where `elsewhere`."""


def subject_of(question: str) -> str:
    """The subject of a question: the question without what it asks of it."""
    first = re.split(r"[。？?]", question.strip())[0]
    subject = _ASKS.sub("", first).strip(" 、。・")
    return subject if len(subject) >= 4 else first


def standalone(question: str, conversation: Sequence[Message] = ()) -> Standalone:
    """Make `question` standalone from the messages before it."""
    users = [m.text for m in conversation if m.role == "user" and m.text.strip()]
    if not users or not _needs_subject(question):
        return Standalone(question, question, "", "")
    subject = _subject(users)
    answers = [m.text for m in conversation if m.role == "assistant"]
    elsewhere = bool(_OTHER_PLACE.search(question))
    places = (
        tuple(p.name for text in (*users, *answers) for p in find_municipalities(text)) if elsewhere else ()
    )
    for place in places:
        subject = subject.replace(place + "の", "").replace(place, "")
    focus = re.sub(r"^(?:では|それでは|じゃあ|それなら|ちなみに)[、,]?", "", question.strip())
    link = "件について、" if subject.endswith(("た", "る", "ない")) else "について、"
    return Standalone(
        f"{subject}{link}{focus}", focus, subject, answers[-1] if answers else "", elsewhere, places
    )


def _needs_subject(question: str) -> bool:
    """Whether the question leans on what was said: it points back, or is too short to stand."""
    return bool(_POINTS_BACK.search(question.strip())) or len(question) <= 15


def _subject(users: Sequence[str]) -> str:
    """The subject of the last question that did not itself lean on an earlier one."""
    for text in reversed(users):
        if not _needs_subject(text) or text is users[0]:
            return subject_of(text)
    return subject_of(users[-1])
