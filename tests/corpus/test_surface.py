"""The ground floor's public names, and those of its rooms, pinned: taking one away breaks somebody."""

import importlib
import subprocess
import sys

import pytest

PUBLIC = {
    "corpus": """
        ArticleUse Attachment AttachmentKind Case CaseHit CaseKind Corpus Counts Document DocumentKind Filters Header
        IndexMismatchError NotHeldError Outcome Passage PassageHit Person Query Role SenreiError Settings
        SettingsError Span Turn UnreadableError Vote case_id load_settings
    """,
    "corpus.chat": "CancelledError Chat Cost ModelError NonsenseError Reply load_chat shaped",
    "corpus.language": """
        Article ArticleMatch CouncilMatch DateMatch Decisions Marks NUMERAL Normalised Offices OutcomeWords Period
        PlaceMatch Posts UNIFICATION character_pairs clean content_lemmas coverage decisions dice either everyday find_articles find_councils
        find_dates find_municipalities find_periods fold format_reference letters likeness marks may_hold normalise noun_phrases number
        offices
        one_of parse_reference posts sentences shown squeeze squeezed tagger to_japanese with_proviso without_orders
    """,
    "corpus.model": """
        ANSWERING ASKING ArticleUse Attachment AttachmentKind Case CaseKind Document DocumentKind Header INDECISIVE
        Outcome PENDING Passage Person REVIEWED Role Span Turn Vote case_id
    """,
    "corpus.register": """
        CASE_FIELDS Correction Courses DOCUMENT_FIELDS Entry FILE Lesson Opinion Register Standing TURN_FIELDS Taught
        advised amended back_up batches
        council_of examine mismatch not_held put_back wording_of written
    """,
    "corpus.search": """
        CaseHit Filters INDEX_FOLDERS Indexes NO_FILTERS PassageHit Progress Query Shelved Window break_seal context cut_windows embedded embedder
        told_of_documents
    """,
}


@pytest.mark.parametrize("room", PUBLIC)
def test_the_public_names_are_these(room):
    module = importlib.import_module(room)
    assert sorted(module.__all__) == sorted(PUBLIC[room].split())
    assert all(hasattr(module, name) for name in module.__all__)


def test_the_ground_floor_imports_nothing_of_the_other_floors_and_nothing_heavy():
    code = "import sys, corpus.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    tops = {name.partition(".")[0] for name in loaded}
    assert "corpus" in tops
    assert not tops & {"assistant", "ingest", "prompts", "chromadb", "torch", "sentence_transformers", "gradio"}
