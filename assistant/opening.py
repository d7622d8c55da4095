"""What every command of this floor opens: the assistant over the corpus that the settings name, and its mode."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.assistant import Assistant
from corpus.settings import load_settings
from corpus.store import Corpus

Mode = Annotated[
    Literal["extractive", "generative"] | None,
    typer.Option(help="generativeはチャットモデルが答えの文を選ぶ（下書きでは文を整える）"),
]


@contextmanager
def opened(data: Path | None) -> Iterator[Assistant]:
    """The assistant over the corpus in a folder, by default that of the settings; closes the corpus in the end.

    Raises:
        SettingsError: the settings cannot be used.
    """
    settings = load_settings(data)
    with Corpus.open(settings) as corpus:
        yield Assistant(corpus, settings)
