"""The progress bar of an ingest, on standard error: documents, passages, seconds left."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from ingest.pipeline import Listener, Progress


@contextmanager
def shown_progress() -> Iterator[Listener]:
    """Show a bar while the block runs; yields what to tell the progress to."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("準備しています", total=None, detail="")

        def listen(progress: Progress) -> None:
            left = "" if progress.seconds_left is None else f"  残り約{progress.seconds_left:.0f}秒"
            bar.update(
                task,
                description=progress.stage,
                completed=progress.done,
                total=progress.total,
                detail=f"{progress.passages:,}節{left}",
            )

        yield listen
