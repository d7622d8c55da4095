"""A held case in the place of a planned one."""

import json

import pytest

from assistant.__main__ import main
from assistant.assistant import Assistant
from assistant.drafting.draft import draft
from assistant.drafting.held import description_of, find_case
from assistant.drafting.paper import DraftKind
from assistant.drafting.plan import read_plan
from assistant.drafting.proof import faults
from assistant.drafting.similar import similar
from corpus.errors import NotHeldError
from corpus.model import Case, Document, DocumentKind, Role
from corpus.search import Filters


def test_every_case_describes_itself_without_what_members_and_council_said(samples: Assistant):
    compared = 0
    for header, case in samples.corpus.cases(Filters()):
        document, found = find_case(f"{header.name}#{case.ordinal + 1}", samples.corpus)
        assert found == case
        description = description_of(document, case)
        assert read_plan(description).title == case.title
        told = _said(document, case)
        assert [words for words in told if words in description] == []
        compared += len(told)
    assert compared > 20


def _said(document: Document, case: Case) -> list[str]:
    """What members and council said in a case; a report's own text is the council's throughout."""
    if document.header.kind is DocumentKind.REPORT:
        return []
    theirs = (t for t in document.turns if t.case == case.ordinal and t.role in (Role.MEMBER, Role.COUNCIL))
    return [words for turn in theirs if len(words := turn.span.of(document.text)) > 20]


@pytest.mark.parametrize("name", ["none.txt#1", "none.txt", "#1", ""])
def test_what_is_not_held_is_said(samples: Assistant, name: str):
    with pytest.raises(NotHeldError):
        find_case(name, samples.corpus)


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_a_number_beyond_the_cases_is_not_held(samples: Assistant, number: str):
    held = samples.corpus.headers(Filters())[0].name
    with pytest.raises(NotHeldError):
        find_case(f"{held}#{number}", samples.corpus)


def test_drafts_from_held_cases_are_sound(samples: Assistant):
    held = samples.corpus.cases(Filters())[:8]
    assert len(held) == 8
    for header, case in held:
        description = description_of(samples.corpus.document(header.name), case)
        filters = Filters(exclude=(header.name,))
        for kind in DraftKind:
            paper = draft(kind, description, samples.corpus, filters)
            assert faults(paper, description, samples.corpus.text) == []
            assert header.name not in {c.document for c in paper.citations}


def test_the_commands_take_a_held_case(samples: Assistant, capsys: pytest.CaptureFixture[str]):
    data = ["--json", "--data", str(samples.settings.data)]
    header, case = samples.corpus.cases(Filters())[0]
    identifier = f"{header.name}#{case.ordinal + 1}"
    assert main(["similar", "--case", identifier, *data]) == 0
    printed = json.loads(capsys.readouterr().out)["cases"]
    description = description_of(samples.corpus.document(header.name), case)
    found = similar(description, samples.corpus, Filters(exclude=(header.name,)))
    assert [one["id"] for one in printed] == [one.id for one in found]
    assert main(["draft", "想定問答", "--case", identifier, *data]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "想定問答"
    assert main(["similar", "--case", "none.txt#1", *data]) == 2
