"""The titles that people bear in a record, and the role in which one who bears a title speaks."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Self

from pydantic import model_validator

from corpus.datafile import Table, read_table
from corpus.language.vocabulary.entries import Words
from corpus.model import Role


class Titles(Table):
    """The titles that give one role."""

    @property
    def titles(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(title for group in type(self).model_fields for title in getattr(self, group))


class Chair(Titles):
    """Who presides over a council."""

    heads: Words
    acting: Words


class Member(Titles):
    """Who sits on a council."""

    members: Words
    deputies: Words
    """Of the chair; they speak as members."""
    several: Words


class Executive(Titles):
    """Who consults the council and answers it."""

    authorities: Words
    """The body itself, as the law calls it in a procedure."""
    explaining: Words
    offices: Words
    """The office that an item belongs to."""
    officers: Words
    unnamed: Words
    """Whoever has to do with an item, an office or a person."""
    rulers: Words
    """Those who head a municipality and their deputies."""
    heads: Words
    """Those who head a unit."""
    ranks: Words
    """Officials by rank."""
    deputies: Words
    others: Words


class Secretariat(Titles):
    """Who serves the council."""

    secretariat: Words
    others: Words


class Outsider(Titles):
    """Who appears before the council, or only listens; such a title gives no role."""

    applicants: Words
    listeners: Words
    others: Words


class Posts(Table):
    """The titles of posts.toml, by the role that they give."""

    chair: Chair
    member: Member
    executive: Executive
    secretariat: Secretariat
    outsider: Outsider

    @model_validator(mode="after")
    def _one_role_each(self) -> Self:
        seen: dict[str, Role] = {}
        for title, role in self._pairs():
            if title in seen:
                raise ValueError(f"「{title}」が2回あります")
            seen[title] = role
        return self

    def _pairs(self) -> Iterator[tuple[str, Role]]:
        for group, role in (
            (self.chair, Role.CHAIR),
            (self.member, Role.MEMBER),
            (self.executive, Role.EXECUTIVE),
            (self.secretariat, Role.SECRETARIAT),
            (self.outsider, Role.UNKNOWN),
        ):
            for title in group.titles:
                yield title, role

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Title to the role that it gives."""
        return dict(self._pairs())


@cache
def posts() -> Posts:
    """The titles.

    Raises:
        DataFileError: posts.toml is malformed.
    """
    return read_table(files("corpus.language.vocabulary") / "posts.toml", Posts)
