"""Example questions for each of the three kinds of user."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examples:
    """The example questions for one kind of user."""

    japanese: str
    english: str
    questions: tuple[str, ...]


EXAMPLES = (
    Examples(
        "新しく委員になった方",
        "New members",
        (
            "条例第12条第2項（センシティブな個人情報の扱い）について、過去の審議会ではどう判断されましたか。",
            "継続審議になった案件と、その理由を教えてください。",
        ),
    ),
    Examples(
        "諮問書・答申を書く事務局の方",
        "Staff who draft",
        (
            "電子計算機の結合を認めた答申では、どのような条件が付きましたか。",
            "外部提供の諮問で、委員からどのような質問が出ましたか。",
        ),
    ),
    Examples(
        "似た先例を探している方",
        "Looking for precedents",
        (
            "AIやクラウドサービスの利用を審議した案件には、どのようなものがありますか。",
            "要支援者の名簿を外部に提供する案件に似た先例はありますか。",
        ),
    ),
)
