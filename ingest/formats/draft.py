"""What the heads of pages alone may say: that a document is not final yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.formats.reading import Reading

_DRAFT = re.compile(
    r"[（(〔【［\[]\s*(?:素|原|修正|事務局)?案\s*[）)〕】］\]]|^\s*(?:素|原|修正|事務局)?案\s*$"
    r"|未定稿|未確定|確定前|暫定版|下書き|ドラフト|\bDRAFT\b"
)
_LONGEST = 80
"""Characters of a head."""


def is_draft(head: str) -> bool:
    """Whether the head of a page says that the document is a draft."""
    return len(head) <= _LONGEST and bool(_DRAFT.search(head))


def with_draft(reading: Reading, heads: Iterable[str]) -> Reading:
    """Set the heads that tell a draft, and that the text does not hold, above it, and flag them."""
    text = "".join(reading.text.split())
    kept = [head for head in dict.fromkeys(map(str.strip, heads)) if is_draft(head)]
    kept = [head for head in kept if "".join(head.split()) not in text]
    if not kept:
        return reading
    above = "".join(f"{head}\n\n" for head in kept)
    pages: Sequence[int] = [start + len(above) for start in reading.pages]
    return replace(
        reading,
        text=above + reading.text,
        pages=(0, *pages[1:]) if pages else (),
        flags=(
            *reading.flags,
            *(f"ページの上に「{head}」とあります。確定した文書か確かめてください。" for head in kept),
        ),
    )
