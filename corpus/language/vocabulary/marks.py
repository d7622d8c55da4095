"""The signs that begin a line which is an item, a heading or somebody's turn."""

from functools import cache
from importlib.resources import files

from corpus.datafile import Table, read_table
from corpus.language.vocabulary.entries import Signs


class Marks(Table):
    """The signs of marks.toml, as they stand in folded text."""

    shapes: Signs
    """Circles, squares, triangles, stars: bullets, and signs that stand for speakers."""
    dots: Signs
    asterisks: Signs
    dashes: Signs
    """Bullets where white space follows; else minus signs or parts of a word."""
    notes: Signs
    arrows: Signs
    pipes: Signs
    """Rules between the cells of a table."""
    brackets: Signs
    """Opening brackets around a label."""

    @property
    def bullets(self) -> str:
        """All signs but dashes and brackets."""
        return self.shapes + self.dots + self.asterisks + self.notes + self.arrows + self.pipes


@cache
def marks() -> Marks:
    """The marks of lines.

    Raises:
        DataFileError: marks.toml is malformed.
    """
    return read_table(files("corpus.language.vocabulary") / "marks.toml", Marks)
