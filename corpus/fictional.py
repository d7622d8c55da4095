"""Which files are the project's own samples: documents of fictional municipalities."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

MARK = "〔架空〕"
"""Stands before the name of a fictional document wherever it is named."""


@cache
def sample_digests() -> frozenset[str]:
    """The SHA-256 of the files in corpus/samples, hexadecimal."""
    return frozenset(sha256(file.read_bytes()).hexdigest() for file in (files("corpus") / "samples").iterdir())
