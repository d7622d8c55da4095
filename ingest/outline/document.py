"""A reading to a document: what kind it is decides how it is outlined."""

from corpus.language import find_articles
from corpus.model import Document, DocumentKind
from ingest.formats.reading import Reading
from ingest.lines import read_lines
from ingest.outline.chrome import chrome_lines
from ingest.outline.header import kind_of_document, read_header
from ingest.outline.minutes import outline_minutes
from ingest.outline.report import outline_report
from ingest.passages import cut_passages


def outline(name: str, digest: str, reading: Reading) -> Document:
    """Outline a document.

    Args:
        name: the name under which it is held.
        digest: SHA-256 of the file's bytes, hexadecimal.
        reading: its text.
    """
    text = reading.text
    lines = read_lines(text)
    chrome = chrome_lines(lines)
    kept = [line for line in lines if line.number not in chrome]
    matches = find_articles(text)
    kind = kind_of_document("\n".join(line.text for line in kept))
    if kind is DocumentKind.REPORT:
        report = outline_report(text, read_header(name, text, kind, kept, len(text), reading))
        header, members, turns, cases = report.header, report.members, report.turns, report.cases
    else:
        minutes = outline_minutes(text, lines, chrome, matches)
        if kind is DocumentKind.OTHER and minutes.is_record:
            kind = DocumentKind.MINUTES
        header = read_header(name, text, kind, kept, minutes.begin, reading)
        members, turns, cases = minutes.members, minutes.turns, minutes.cases
    return Document(
        header=header,
        text=text,
        digest=digest,
        pages=reading.pages,
        members=members,
        turns=turns,
        cases=cases,
        passages=cut_passages(text, turns, cases, matches),
    )
