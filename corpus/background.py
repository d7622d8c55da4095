"""The process that makes vectors: `python -m corpus.background`, started for a data folder, ends when none is missing.

Documents are held and searched by words at once; a network takes a minute for some hundred passages, and its library
seconds to load. So vectors are made in a process of their own, at low priority. It may be killed at any moment: the
next one goes on with the documents that have none (`corpus/search/missing.py`).
"""

import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import SenreiError
from corpus.register import Register
from corpus.search.embedders import embedder
from corpus.search.missing import LOCK, make_missing
from corpus.settings import PREFIX, Settings, load_settings

LOG_NAME = "embedding.log"
"""What the process printed, in the data folder."""
FAILURE_NAME = "embedding.failed"
"""Why it gave up, in the data folder; gone when it works again."""
NICENESS = 10
_ROOT = Path(__file__).resolve().parent.parent


def start(settings: Settings) -> None:
    """Start the process, unless one is at work: that one looks for more before it ends.

    Args:
        settings: of the corpus; what they say goes before this process's environment.
    """
    lock = FileLock(settings.data / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return
    lock.release()
    said = {"data": settings.data.resolve(), "embedding_model": settings.embedding_model}
    said |= {"models": settings.models_folder.resolve()}
    environment = os.environ | {PREFIX + key.upper(): str(value) for key, value in said.items()}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    with (settings.data / LOG_NAME).open("wb") as log:
        subprocess.Popen(
            [sys.executable, "-m", "corpus.background"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def failure(data: Path) -> str | None:
    """Why the process gave up, as a Japanese sentence; None where it did not."""
    try:
        return (data / FAILURE_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def main() -> int:
    """Make what is missing; return the exit status."""
    os.nice(NICENESS)
    settings = load_settings()
    failed = settings.data / FAILURE_NAME
    register = Register(settings.data / "register.sqlite")
    try:
        model = embedder(settings.embedding_model, settings.models_folder)
        make_missing(register, model, FileLock(settings.data / LOCK), None, wait=False)
    except SenreiError as error:
        failed.write_text(str(error), encoding="utf-8")
        print(error, file=sys.stderr)
        return 2
    finally:
        register.close()
    failed.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
