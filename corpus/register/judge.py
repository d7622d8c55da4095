"""What is kept of a correction that a user asks for: checked against the document, with what the document says there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Document
from corpus.register.amend import amended, changes
from corpus.register.corrections import Correction, council_of
from corpus.register.division import Division, division, read_division
from corpus.register.entry import not_held
from corpus.register.told import detached, wording, words_of


def judged(asked: Correction, read: Document, kept: Sequence[Correction]) -> Iterator[Correction]:
    """The corrections to keep for one that is asked for.

    Args:
        asked: `cases` as `read_division` takes them; `lines` of a case are its first and last, 12-58.
        read: the document as it was read.
        kept: the corrections in force.

    Raises:
        NotHeldError: there is no such case or turn.
        ValueError: the document does not hold what it quotes.
    """
    document = amended(read, kept)
    _demand_held(asked, document)
    asked = replace(asked, council=council_of(document.header))
    # Cases bear their titles as read, or as a division gives them: by these a later version is searched.
    titles = [case.title for case in amended(read, [each for each in kept if each.field == "cases"]).cases]
    if asked.field in ("cases", "lines"):
        yield _division(asked, document, titles)
        return
    at = asked.case
    if at is not None:
        asked = replace(asked, case_title=titles[at])
        changes(document.cases[at], asked, document.text)
    told = _told(asked, document)
    yield told
    outcome = document.cases[at].outcome if at is not None else None
    if asked.field == "outcome_quote" and asked.value and outcome is not None:
        # Who gives the sentence that decides calls right how it decides.
        yield _told(replace(asked, field="outcome", value=outcome.value), amended(read, [*kept, told]))


def _demand_held(asked: Correction, document: Document) -> None:
    for number, held in ((asked.case, document.cases), (asked.turn, document.turns)):
        if number is not None and not 0 <= number < len(held):
            raise not_held(f"{asked.name}#{number + 1}")


def _told(asked: Correction, document: Document) -> Correction:
    if asked.field == "attachments" and asked.case is not None:
        return replace(asked, words=detached(document, document.cases[asked.case], asked.value or ""))
    span = words_of(document, asked.field, asked.value, asked.case, asked.turn)
    if span is None:
        return asked
    turn = None if asked.turn is None else document.turns[asked.turn]
    return replace(asked, words=wording(document, span, turn), place=span.start)


def _division(asked: Correction, document: Document, titles: Sequence[str]) -> Correction:
    text, shown = document.text, [case.title for case in document.cases]
    if asked.case is None:
        parts = read_division(asked.value or "", text).parts
    else:
        held = division([(case.title, case.span) for case in document.cases], text).parts
        changed = read_division(f"{asked.value} {shown[asked.case]}", text).parts
        parts = (*held[: asked.case], *changed, *held[asked.case + 1 :])
    as_read = dict(zip(shown, titles, strict=True))
    wanted = Division(tuple(replace(part, title=as_read.get(part.title, part.title)) for part in parts))
    if wanted.spans(text) is None:
        raise ValueError("案件の区切りが重なっています。前後の案件の区切りから直してください。")
    return replace(asked, field="cases", value=wanted.kept(), case=None, case_title=None)
