"""`app.py` as a user starts it: real ingest, real answers, a real browser."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.steps import ask, in_view, keep_screenshot, open_source
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

QUESTION = "条例第12条第2項（センシティブな個人情報の扱い）について、過去の審議会ではどう判断されましたか。"
PLAN = (
    "避難行動要支援者の名簿を、平常時から自主防災組織に提供する。提供する項目は氏名、住所、電話番号とし、"
    "条例第16条第1項第7号により審議会の意見を聴く。"
)
START_S = 60


@contextmanager
def running(data: Path, *arguments: str) -> Iterator[str]:
    """Start the app on a free port; yields its address, and ends it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SENREI_")}
    environment["SENREI_EMBEDDING_MODEL"] = "hashed"
    process = subprocess.Popen(
        [sys.executable, "app.py", "--data", str(data), "--port", "0", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    began = time.monotonic()
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
        assert time.monotonic() - began < START_S, "".join(said)
    raise AssertionError("".join(said))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("samples") / "data") as address:
        yield address


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    documents = str(shared / "documents")
    with running(tmp_path_factory.mktemp("real") / "data", "--documents", documents) as address:
        yield address


LONGEST_MARK = 20
"""Characters of a speaker's mark, which the page shows apart from the words."""


def _between(quote: str, parts: list[str]) -> list[str]:
    """What of a quote stands before, between and behind its parts, each of which it must hold in order."""
    left, at = [], 0
    for part in parts:
        found = quote.index(part, at)
        left.append(quote[at:found])
        at = found + len(part)
    return [*left, quote[at:]]


def opens_every_source_at_its_quote(page: Page) -> None:
    for marker in range(1, page.locator("#cards .card").count() + 1):
        card = page.get_by_role("article", name=f"出典{marker}", exact=True)
        quote = re.sub(r"\s", "", card.locator("blockquote").inner_text())
        open_source(page, marker)
        marked = [re.sub(r"\s", "", part) for part in page.locator("#paper mark.current").all_text_contents()]
        assert max(map(len, _between(quote, [part for part in marked if part]))) <= LONGEST_MARK
        assert in_view(page, "#paper mark.current")
        expect(page.locator("#talk .answer")).to_be_visible()
        page.get_by_role("button", name="出典一覧").click()


def test_a_new_user_asks_the_samples(page: Page, samples: str) -> None:
    page.goto(samples)
    page.get_by_role("button", name=QUESTION).click()
    page.locator("#talk .tools").wait_for()
    expect(page.locator("#cards .card").first).to_contain_text("架空市")
    open_source(page, 2)
    keep_screenshot(page, "ask")
    page.get_by_role("button", name="出典一覧").click()
    opens_every_source_at_its_quote(page)


def test_the_pages_of_the_samples_are_worth_a_picture(windows: Windows, samples: str) -> None:
    page = windows.open()
    page.goto(f"{samples}/cases")
    page.locator("table.ledger").wait_for()
    keep_screenshot(page, "cases")
    page.goto(f"{samples}/library")
    page.locator("table.holdings .row-title").first.click()
    page.locator("#paper .facts").wait_for()
    keep_screenshot(page, "library")
    page.goto(f"{samples}/drafts")
    page.get_by_label("予定している案件の説明").fill(PLAN)
    page.get_by_role("button", name="似た先例を探す").click()
    expect(page.locator(".similar-list .card").first).to_contain_text("想定市")
    keep_screenshot(page, "drafts")
    for name, width, height, scheme in (("ask-dark", 1440, 900, "dark"), ("ask-phone", 390, 844, "light")):
        page = windows.open(width, height, scheme)
        page.goto(samples)
        page.get_by_role("button", name=QUESTION).click()
        page.locator("#talk .tools").wait_for()
        keep_screenshot(page, name)


@pytest.mark.shared
def test_the_question_of_the_new_member_on_the_real_documents(page: Page, real: str) -> None:
    page.goto(real)
    ask(page, QUESTION)
    answer = page.locator("#talk .answer")
    expect(answer).to_contain_text("吹田市")
    expect(answer).to_contain_text("再審議")
    expect(answer).not_to_contain_text("高槻市")
    cards = page.locator("#cards .card")
    assert cards.count() >= 3
    roles = set(page.locator("#cards .card .role").all_text_contents())
    assert {"審議会", "委員", "実施機関"} <= roles
    opens_every_source_at_its_quote(page)
