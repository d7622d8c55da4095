"""What the parts of an administration and its councils are called, by the word that ends their names."""

from functools import cache
from importlib.resources import files

from corpus.datafile import Table, read_table
from corpus.language.vocabulary.entries import Words, either


class Offices(Table):
    """The words of offices.toml."""

    divisions: Words
    """Hold sections: 福祉部."""
    sections: Words
    """福祉課."""
    teams: Words
    """Parts of a section: 給付係."""
    facilities: Words
    """Houses and services apart: 図書館."""
    in_charge: Words
    """Stand before a word for an office and say what it has to do with an item: 担当課, 所管部署."""
    any_office: Words
    """Stand for an office of any rank behind a word of `in_charge`."""
    councils: Words
    """見本市個人情報保護審議会."""
    subcommittees: Words
    executives: Words
    """What a municipality is called as one that speaks or decides, beside the post of who heads it."""

    @property
    def unit(self) -> str:
        """The pattern of the word that ends the name of any unit."""
        # 関係 ends no name of a unit.
        named = either((*self.divisions, *self.sections, *self.teams, *self.facilities))
        return f"(?:{named}(?<!関係))"


@cache
def offices() -> Offices:
    """The words for offices.

    Raises:
        DataFileError: offices.toml is malformed.
    """
    return read_table(files("corpus.language.vocabulary") / "offices.toml", Offices)
