"""The ground floor's public names, pinned: taking one away breaks somebody."""

import subprocess
import sys

import corpus

PUBLIC = """
ArticleUse Attachment AttachmentKind Case CaseHit CaseKind Corpus Counts Document DocumentKind Filters Header
IndexMismatchError NotHeldError Outcome Passage PassageHit Person Query Role SenreiError Settings SettingsError Span
Turn UnreadableError Vote case_id load_settings
"""


def test_the_public_names_are_these():
    assert sorted(corpus.__all__) == sorted(PUBLIC.split())
    assert all(hasattr(corpus, name) for name in corpus.__all__)


def test_the_ground_floor_imports_nothing_of_the_other_floors_and_nothing_heavy():
    code = "import sys, corpus.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    tops = {name.partition(".")[0] for name in loaded}
    assert "corpus" in tops
    assert not tops & {"assistant", "ingest", "prompts", "chromadb", "torch", "sentence_transformers", "gradio"}
