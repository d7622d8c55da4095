"""Drafts on paper: A4, Japanese fonts, numbered pages, open facts marked, sources at the end."""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from assistant.assistant import Assistant
from assistant.drafting.draft import draft
from assistant.drafting.export import GOTHIC, MINCHO, to_markdown, to_word
from assistant.drafting.paper import Draft, DraftKind
from tests.assistant.drafting.test_similar import plan


@pytest.fixture(scope="module", params=list(DraftKind))
def paper(request: pytest.FixtureRequest, samples: Assistant) -> Draft:
    return draft(request.param, plan("face_reception"), samples.corpus)


def test_a4_with_japanese_fonts_and_page_numbers(paper: Draft):
    word = docx.Document(io.BytesIO(to_word(paper)))
    section = word.sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.page_height - Mm(297)) < Mm(1)
    fonts = {name: word.styles[name].element.rPr.find(qn("w:rFonts")) for name in ("Normal", "Heading 1")}
    assert fonts["Normal"].get(qn("w:eastAsia")) == MINCHO
    assert fonts["Heading 1"].get(qn("w:eastAsia")) == GOTHIC
    assert fonts["Heading 1"].get(qn("w:asciiTheme")) is None
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_every_block_and_every_source_is_on_the_paper(paper: Draft):
    paragraphs = [p.text for p in docx.Document(io.BytesIO(to_word(paper))).paragraphs]
    for block in paper.blocks:
        assert any(p.endswith(block.text.lstrip("　")) for p in paragraphs), block.text
    listed = paragraphs[paragraphs.index("出典") + 1 :]
    assert paper.citations
    for citation in paper.citations:
        assert any(p.startswith(f"[{citation.marker}]　{citation.formal}") for p in listed)


def test_open_facts_are_marked_and_markers_raised(paper: Draft):
    runs = [r for p in docx.Document(io.BytesIO(to_word(paper))).paragraphs for r in p.runs]
    opened = [r for r in runs if r.text.startswith("（要確認")]
    assert opened
    assert all(r.font.highlight_color is not None for r in opened)
    markers = [r for r in runs if re.fullmatch(r"(?:\[\d+\])+", r.text)]
    assert markers
    assert all(r.font.superscript for r in markers)


def test_markdown_holds_the_same(paper: Draft):
    text = to_markdown(paper)
    assert text.count(f"# {paper.title}") == 1
    assert f"{len(paper.citations)}. {paper.citations[-1].formal}" in text
    assert paper.open_points
    assert [fact for fact in paper.open_points if f"**（要確認：{fact}）**" not in text] == []
    assert paper.notices
    assert [notice for notice in paper.notices if f"※ {notice}" not in text] == []


@pytest.mark.libreoffice
def test_libreoffice_opens_and_renders_it(paper: Draft, tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        reason = "soffice is missing; `apt-get install libreoffice-writer-nogui` lets this test run"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    (tmp_path / "draft.docx").write_bytes(to_word(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "draft.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "draft.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    first = "".join(pages[0].split())
    assert "".join(paper.title.split()) in first
    assert all(str(number) in text.split()[-1] for number, text in enumerate(pages, 1))
    assert "出典" in "".join(pages)
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    image = pdf[0].render(scale=1).to_pil().convert("L")
    image.save(tmp_path / "page.png")
    dark = sum(image.histogram()[:128]) / (image.width * image.height)
    assert 0.005 < dark < 0.3
    pdf.close()
