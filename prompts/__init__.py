"""The wording given to a chat model, one file each: the model's standing orders, a line of ---, then the request."""

from dataclasses import dataclass
from importlib.resources import files
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said to the model: its orders, and the request under them."""

    system: str
    user: str


def fill(name: str, **values: str) -> Prompt:
    """Fill the wording `prompts/<name>.md`; what is filled in is never read for placeholders again.

    Args:
        name: of the file, without its ending.
        values: one for every placeholder; the file may leave some out.

    Raises:
        KeyError: the wording has a placeholder for which there is no value.
    """
    text = files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    system, user = (Template(part.strip()).substitute(values) for part in text.split("\n---\n"))
    return Prompt(system, user)
