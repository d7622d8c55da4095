"""The register: the one truth about what is held, with its migrations, records and corrections."""

from corpus.register.amend import amended
from corpus.register.corrections import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, Correction, council_of
from corpus.register.course import Courses
from corpus.register.entry import Entry, Standing, mismatch, not_held
from corpus.register.lessons import Lesson, Taught
from corpus.register.register import Register
from corpus.register.selects import batches
from corpus.register.shelf import Shelf
from corpus.register.written import written

__all__ = [
    "CASE_FIELDS",
    "DOCUMENT_FIELDS",
    "TURN_FIELDS",
    "Correction",
    "Courses",
    "Entry",
    "Lesson",
    "Register",
    "Shelf",
    "Standing",
    "Taught",
    "amended",
    "batches",
    "council_of",
    "mismatch",
    "not_held",
    "written",
]
