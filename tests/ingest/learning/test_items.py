"""The invented items of agendas."""

from collections import Counter

from corpus.model import CaseKind
from ingest.assemble.kinds import is_case, read_kind
from ingest.learning.items import invented_items


def test_every_kind_and_procedure_have_examples() -> None:
    counted = Counter(item.kind for item in invented_items())
    assert set(counted) == {None, *(kind.value for kind in CaseKind)}
    assert min(counted.values()) >= 15


def test_an_item_is_a_record_of_its_own() -> None:
    item = next(invented_items())
    assert item.lines.title == "高齢者見守り台帳の消防本部への提供について"
    assert len(item.lines.lines) == 3
    assert item.lines.lines[0].line.text.endswith(item.lines.title)


def test_what_the_models_learned_from_they_tell() -> None:
    items = list(invented_items())
    right = [(is_case(item.lines, item.record) >= 0.5) == (item.kind is not None) for item in items]
    assert sum(right) / len(right) > 0.95
    kinds = [read_kind(i.lines, i.record).kind == i.kind for i in items if i.kind is not None]
    assert sum(kinds) / len(kinds) > 0.9
