"""The words that every room needs to know, each in one file: offices, posts, marks of lines, words of decisions.

A word that is added to a file counts in reading, in understanding questions and in checking answers. The files are read
when they are first needed; one that is malformed raises a DataFileError.
"""

from corpus.language.vocabulary.entries import either, one_of
from corpus.language.vocabulary.marks import Marks, marks
from corpus.language.vocabulary.offices import Offices, offices
from corpus.language.vocabulary.outcomes import Decisions, OutcomeWords, decisions
from corpus.language.vocabulary.posts import Posts, posts

__all__ = [
    "Decisions",
    "Marks",
    "Offices",
    "OutcomeWords",
    "Posts",
    "decisions",
    "either",
    "marks",
    "offices",
    "one_of",
    "posts",
]
