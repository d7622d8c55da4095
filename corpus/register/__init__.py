"""The register: the one truth about what is held, with its migrations, records and corrections."""

from corpus.register.corrections import target
from corpus.register.course import Courses
from corpus.register.entry import Entry, Standing, mismatch, not_held
from corpus.register.register import Register
from corpus.register.selects import batches
from corpus.register.shelf import Shelf

__all__ = [
    "Courses",
    "Entry",
    "Register",
    "Shelf",
    "Standing",
    "batches",
    "mismatch",
    "not_held",
    "target",
]
