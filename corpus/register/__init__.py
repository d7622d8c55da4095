"""The register: the one truth about what is held, with its migrations, records and corrections."""

from corpus.register.amend import amended
from corpus.register.corrections import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, Correction, council_of
from corpus.register.course import Courses
from corpus.register.entry import Entry, Standing, mismatch, not_held
from corpus.register.lessons import Lesson, Taught
from corpus.register.opinions import Opinion, advised, wording_of
from corpus.register.register import Register
from corpus.register.selects import batches
from corpus.register.written import written

__all__ = [
    "CASE_FIELDS",
    "DOCUMENT_FIELDS",
    "TURN_FIELDS",
    "Correction",
    "Courses",
    "Entry",
    "Lesson",
    "Opinion",
    "Register",
    "Standing",
    "Taught",
    "advised",
    "amended",
    "batches",
    "council_of",
    "mismatch",
    "not_held",
    "wording_of",
    "written",
]
