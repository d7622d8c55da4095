"""The process that reads one PDF or Word file: `python -m ingest.formats.child FORMAT`, bytes in, JSON out.

Such files come from anywhere and their parsers are the usual way in for an attack: here they run with limits on
memory and output, without the parent's environment, and what happens to them happens to this process alone.
"""

import contextlib
import json
import resource
import sys
from dataclasses import asdict

from corpus.errors import UnreadableError
from ingest.formats.limits import OUTPUT_BYTES, PARSE_BYTES


def take_limits() -> None:
    """Limit what this process may take and write."""
    with contextlib.suppress(ValueError, OSError):
        # Some systems do not limit address space; there the time limit has to do.
        resource.setrlimit(resource.RLIMIT_AS, (PARSE_BYTES, PARSE_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read standard input in the format that the first argument names."""
    take_limits()
    try:
        answer = _read(sys.argv[1], sys.stdin.buffer.read())
    except UnreadableError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "ファイルが大きすぎて読み込めません。文書を分けて保存し直してください。"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def _read(kind: str, data: bytes) -> dict[str, object]:
    # Each parser is loaded only by the process that needs it, so that a file costs little.
    if kind == "word":
        from ingest.formats.word import read_word

        return asdict(read_word(data)) | {"unread": ()}
    from ingest.formats.pdf import read_pdf

    if kind == "ocr":
        from ingest.formats.ocr import recognise

        reading, unread = read_pdf(data, recognise)
    else:
        reading, unread = read_pdf(data)
    return asdict(reading) | {"unread": unread}


if __name__ == "__main__":
    main()
