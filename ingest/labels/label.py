"""What a line of a record is, and whose words stand in it."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Role
from ingest.lines import Line


class Label(StrEnum):
    """What a line is, judged by how it begins. The guideline page of the labelled data defines each one."""

    CHROME = "chrome"
    TITLE = "title"
    HEAD = "head"
    PEOPLE = "people"
    AGENDA = "agenda"
    GROUP = "group"
    CASE = "case"
    SECTION = "section"
    SPEECH = "speech"
    TEXT = "text"
    ROW = "row"
    NOTE = "note"


class Voice(StrEnum):
    """Whose words a line tells."""

    CHAIR = "chair"
    MEMBER = "member"
    EXECUTIVE = "executive"
    SECRETARIAT = "secretariat"
    APPLICANT = "applicant"
    COUNCIL = "council"
    NARRATOR = "narrator"

    @property
    def role(self) -> Role:
        """The role under which the words are quoted; an applicant and the record itself have none."""
        return _ROLES.get(self, Role.UNKNOWN)


_ROLES = {
    Voice.CHAIR: Role.CHAIR,
    Voice.MEMBER: Role.MEMBER,
    Voice.EXECUTIVE: Role.EXECUTIVE,
    Voice.SECRETARIAT: Role.SECRETARIAT,
    Voice.COUNCIL: Role.COUNCIL,
}


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line with what it was read as."""

    line: Line
    label: Label
    voice: Voice
    confidence: float = 1.0
    """Probability of the label, 0 to 1."""
    runner_up: Label | None = None
    """The next probable label."""
    decides: float = 0.0
    """Probability that one of its sentences ends a case, 0 to 1."""
    part: str = ""
    """Whose part of the document it stands in, as `ingest.labels.parts` tells it."""
    told: tuple[int, int] | None = None
    """Where in it the title of a case stands, as a person told of a heading like it; None where nobody did."""
