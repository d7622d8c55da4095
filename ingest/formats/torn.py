"""Whether a line end tears a word apart."""

import threading

import fugashi

_CONTEXT = 12
"""Characters on either side that are looked at: enough to tell how the words part."""
_local = threading.local()


def tears_word(before: str, after: str) -> bool:
    """Whether a word of Japanese runs over the end of `before` into `after`."""
    left, right = before[-_CONTEXT:], after[:_CONTEXT]
    end = 0
    for token in _tagger()(left + right):
        start = end + len(token.white_space)
        end = start + len(token.surface)
        if end > len(left):
            return start < len(left) and not token.surface.isascii()
    return False


def _tagger() -> fugashi.Tagger:
    # MeCab's tagger keeps the lattice of its last text, so threads must not share one.
    if not hasattr(_local, "tagger"):
        _local.tagger = fugashi.Tagger()
    return _local.tagger
