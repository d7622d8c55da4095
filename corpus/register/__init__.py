"""The register: the one truth about what is held, with its migrations, records and corrections."""

from corpus.register.amend import amended
from corpus.register.backup import back_up, put_back
from corpus.register.corrections import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, Correction, council_of
from corpus.register.course import Courses
from corpus.register.entry import Entry, Standing, mismatch, not_held
from corpus.register.lessons import Lesson, Taught
from corpus.register.opinions import Opinion, advised, wording_of
from corpus.register.register import Register
from corpus.register.selects import batches
from corpus.register.soundness import FILE, examine
from corpus.register.written import written

__all__ = [
    "CASE_FIELDS",
    "DOCUMENT_FIELDS",
    "FILE",
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
    "back_up",
    "batches",
    "council_of",
    "examine",
    "mismatch",
    "not_held",
    "put_back",
    "wording_of",
    "written",
]
