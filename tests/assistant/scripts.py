"""Scripted models: which step a prompt is of, and what a model that behaves in one way answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.forms.refusal import NO_PRECEDENT
from tests.chatserver import Reply

Write = Callable[["Given"], Reply | str]


@dataclass(frozen=True)
class Passage:
    """A passage as the model sees it."""

    key: str
    who: str
    body: str

    @property
    def role(self) -> str:
        """The role to tell it in."""
        found = re.search(r"役割: (\S+?)）", self.who)
        return "審議会" if self.who == "審議会の決定" else found[1] if found else "不明"


@dataclass(frozen=True)
class Given:
    """What a prompt gives the model."""

    step: str
    """rewrite, write or repair."""
    system: str
    user: str

    @property
    def passages(self) -> list[Passage]:
        """The passages, in their order."""
        found = re.findall(
            r"^\[(\w{4})\] .*\n(?:案件: .*\n)?だれの言葉か: (.*)\n本文: (.*)$", self.user, re.MULTILINE
        )
        return [Passage(*fields) for fields in found]

    def key(self, words: str) -> str:
        """The key of the passage that holds `words`."""
        return next(p.key for p in self.passages if words in p.body)


def given(system: str, user: str) -> Given:
    """Read a prompt."""
    step = "rewrite" if "検索する係" in system else "repair" if "書き直します" in system else "write"
    return Given(step, system, user)


def model(
    write: Write | str, rewrite: Reply | str = "質問: そのまま", repair: Write | str = "1: 削除してください"
) -> Callable[[str, str], Reply | str]:
    """A script of one reply for each step."""

    def script(system: str, user: str) -> Reply | str:
        asked = given(system, user)
        chosen = {"rewrite": rewrite, "write": write, "repair": repair}[asked.step]
        return chosen(asked) if callable(chosen) else chosen

    return script


def told(passage: Passage, words: str) -> str:
    """A sentence that quotes a passage and says whose words they are."""
    if passage.role == "不明":
        return f"資料には「{words}」と記されています[{passage.key}]。"
    return f"{passage.role}は「{words}」と述べています[{passage.key}]。"


def good(asked: Given) -> str:
    """What a model writes that keeps every order: each passage in its own words, each said to be whose it is."""
    if not asked.passages:
        return NO_PRECEDENT
    return "".join(told(p, _whole(_first(p.body) if p.role == "不明" else p.body)) for p in asked.passages)


def _first(body: str) -> str:
    """The first sentence of what several say."""
    return body.partition("。")[0]


def _whole(body: str) -> str:
    """A passage without brackets that would not pair."""
    return body if body.count("「") == body.count("」") else re.split("[「」]", body)[0] or body[:1]


def forging(asked: Given) -> str:
    """What a model writes that forges whatever can be forged."""
    if not asked.passages:
        return "審議会は全面的に禁止しました[1]。"
    key = asked.passages[0].key
    true = good(asked)
    forged = (
        "審議会は顔認証の利用を全面的に禁止しました[ZZ99]。",
        f"審議会は「顔認証の利用を全面的に禁止する。」としました[{key}]。",
        f"審議会は令和元年5月7日に反対99票で否決しました[{key}]。",
        f"会長は条例第98条の7に違反すると述べました[{key}]。",
        f"架空の鈴木課長は漏えいが起きたと認めました[{key}]。",
        "以上から、顔認証の利用は違法です。",
        f"詳しくは[こちら](https://evil.example/)を見てください[{key}]。",
        f"![図](https://evil.example/p.png)のとおり禁止されました[{key}]。",
    )
    return true + "\n" + "\n".join(forged)


FORGED = ("全面的に禁止", "99", "98条", "鈴木", "漏えいが起き", "違法です", "evil", "ZZ99")
"""Words of which none may reach the user."""
