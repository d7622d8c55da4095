"""What can go wrong on the ground floor.

SenreiError
├── SettingsError       a setting is unknown, malformed or unusable        (exit status 2)
│   ├── DataFileError   a file of words or rules is malformed              (exit status 2)
│   └── DamagedError    the register is lost or damaged                 (exit status 2)
├── UnreadableError     a file cannot be read as a document                 (listed under `failed`)
├── NotHeldError        a name that the corpus does not hold
├── UnreachableError    the Chroma server does not answer (vectors are compared exactly)
└── IndexMismatchError  the vectors held were made by another embedder

Every message is a Japanese sentence for the user that says what to do.
"""


class SenreiError(Exception):
    """Base of everything that this program raises on purpose; the message is fit for the user."""


class SettingsError(SenreiError):
    """A setting is unknown, malformed or cannot be used."""


class DataFileError(SettingsError):
    """A file of words or rules, the program's own or one in the data folder, is malformed; names file, entry and reason."""


class DamagedError(SettingsError):
    """The register, or a copy of it, is lost or damaged; the message says what to do."""


class UnreadableError(SenreiError):
    """A file cannot be read as a document; nothing of it was taken in."""


class NotHeldError(SenreiError):
    """The corpus holds nothing under this name."""


class UnreachableError(SenreiError):
    """The server that holds the vectors does not answer."""


class IndexMismatchError(SenreiError):
    """The vectors held were made by another embedding model; the message names the command that re-embeds."""
