"""A format that no module of the program names: cards, one a line, under the letters CARDS."""

from ingest.formats.reading import Reading
from ingest.formats.registry import Format


def read_cards(data: bytes) -> Reading:
    """Read a file of cards: who speaks and what, parted by a slash."""
    cards = data.decode("utf-8").splitlines()[1:]
    return Reading("\n\n".join("：".join(card.split("/")) for card in cards))


FORMATS = (Format(reader=f"{__name__}:read_cards", suffixes=(".cards",), magic=(b"CARDS\n",)),)
