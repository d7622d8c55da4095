"""How speech calls an item by its number or place."""

from corpus.model import Span
from ingest.align.items import Item
from ingest.align.mentions import Mentions
from ingest.outline.headings import Heading


def item(number: str | None, ordinal: str) -> Item:
    heading = Heading(0, Span(0, 1), 0, "件名", "digit", ordinal, number=number)
    return Item(heading, (0,))


def test_a_number_calls_its_item_and_not_its_neighbour() -> None:
    mentions = Mentions([item("諮問第14号", "1"), item("諮問第15号", "2")])
    assert list(mentions.of(1, "15号は、今申し上げたとおりといたします。")) == ["called"]
    assert list(mentions.of(0, "15号は、今申し上げたとおりといたします。")) == ["called:other"]


def test_a_place_on_the_agenda_calls_its_item() -> None:
    mentions = Mentions([item(None, "1"), item(None, "2")])
    assert list(mentions.of(1, "では、2番目の件に移ります。")) == ["counted"]
    assert list(mentions.of(0, "では、議題の2をお願いします。")) == ["counted:other"]


def test_dates_and_counts_of_people_call_nothing() -> None:
    mentions = Mentions([item("諮問第14号", "1"), item("諮問第15号", "2")])
    assert list(mentions.of(0, "令和2年5月に委員2人が見に行きました。")) == []
