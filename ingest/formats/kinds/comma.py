"""Tables as text: CSV and TSV."""

import csv
import io

from corpus.errors import UnreadableError
from ingest.formats.decoding import decode
from ingest.formats.limits import MOST_CHARACTERS
from ingest.formats.reading import Reading
from ingest.formats.registry import Format
from ingest.formats.table import row_lines

FORMATS = (Format(reader=f"{__name__}:read_table", suffixes=(".csv", ".tsv"), by_name=True),)

_SEPARATORS = ",\t;"
_SAMPLE = 4096
"""Characters by which the separator is told: the most frequent of those that can be one."""


def read_table(data: bytes) -> Reading:
    """Read a table; each record is a row.

    Raises:
        UnreadableError: its encoding cannot be told, or it is no table.
    """
    text = decode(data)
    sample = text[:_SAMPLE]
    separator = max(_SEPARATORS, key=sample.count)
    csv.field_size_limit(MOST_CHARACTERS)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableError(
            'CSVとして読み込めません。引用符（"）の対応を確かめて保存し直してください。'
        ) from error
    rows = ([" ".join(line.split("\t")).splitlines() for line in record] for record in records)
    return Reading("\n".join(line for row in rows for line in row_lines(row)))
