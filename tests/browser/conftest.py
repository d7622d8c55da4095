"""A real Chromium over the workspace: one server and one browser a session, one fresh window a test."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import gradio as gr
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from assistant.workspace import Desk, Rereading, build
from assistant.workspace.server import start
from corpus.settings import Settings
from tests.browser.fakes import FakeAssistant, FakeCorpus, FakeIntake, FakeRereading, minutes, report

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000


@dataclass(frozen=True)
class Workspace:
    """A running workspace and what stands behind it."""

    url: str
    corpus: FakeCorpus
    assistant: FakeAssistant
    rereading: FakeRereading


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is missing; `apt-get install chromium fonts-noto-cjk` lets the browser tests run"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and CI is set")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


def serve(corpus: FakeCorpus, settings: Settings) -> tuple[Workspace, gr.Blocks]:
    intake, assistant, rereading = FakeIntake(corpus), FakeAssistant(corpus), FakeRereading()
    taught = Rereading(rereading.propose, rereading.accept)
    pages = build(Desk(assistant, corpus, intake, intake.read, (".doc", ".txt"), taught))
    url = start(pages, corpus, settings)
    return Workspace(url.rstrip("/"), corpus, assistant, rereading), pages


@pytest.fixture(scope="session")
def reached() -> list[str]:
    """The hosts that this process, and the server in it, has connected to since."""
    hosts: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            hosts.append(str(arguments[1][0]))

    sys.addaudithook(note)
    return hosts


@pytest.fixture(scope="session")
def workspace(reached: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Invented minutes and an invented report."""
    made, pages = serve(
        FakeCorpus(minutes(), report()), Settings(data=tmp_path_factory.mktemp("workspace"), port=0)
    )
    yield made
    pages.close(verbose=False)


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    """What ends after the windows of a test: one that is open notes as an error that its server went away."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def bare(closing: ExitStack, tmp_path: Path) -> Workspace:
    """A workspace that holds nothing, for tests that take documents in and out."""
    made, pages = serve(FakeCorpus(), Settings(data=tmp_path, port=0))
    closing.callback(pages.close, verbose=False)
    return made


class Windows:
    """Opens windows that note what they request and what goes wrong in them."""

    def __init__(self, browser: Browser, office: BrowserContext):
        self._browser = browser
        self._office = office
        self._opened: list[Page] = []
        self.requested: list[str] = []
        self.wrong: list[str] = []

    def open(self, width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        """A window of another size or colour scheme has its own, empty context."""
        usual = (width, height, scheme) == (1440, 900, "light")
        context = self._office if usual else new_context(self._browser, width, height, scheme)
        page = context.new_page()
        self._opened.append(page)
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda message: self._note(message) if message.type == "error" else None)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        # Leaving a page breaks off the connection that Gradio keeps open.
        if not any(word in message.text for word in ("AbortError", "errored out")):
            self.wrong.append(message.text)

    def elsewhere(self) -> list[str]:
        """The addresses outside this machine that were asked for."""
        inside = {"127.0.0.1", "localhost", None}
        return [url for url in self.requested if urlsplit(url).hostname not in inside]

    def close(self) -> None:
        for page in self._opened:
            if page.context is self._office:
                if page.url.startswith("http"):
                    page.evaluate("localStorage.clear()")
                page.close()
            else:
                page.context.close()


def new_context(browser: Browser, width: int, height: int, scheme: str) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )


@pytest.fixture(scope="session")
def office(chromium: Browser) -> Iterator[BrowserContext]:
    """The context of an office screen; one a session, so that Gradio's files are fetched once."""
    context = new_context(chromium, 1440, 900, "light")
    yield context
    context.close()


@pytest.fixture
def windows(chromium: Browser, office: BrowserContext, closing: ExitStack) -> Iterator[Windows]:
    """Windows that must have asked for nothing outside this machine and raised no error."""
    opened = Windows(chromium, office)
    yield opened
    opened.close()
    assert opened.elsewhere() == []
    assert opened.wrong == []


@pytest.fixture
def page(windows: Windows) -> Page:
    """One window of an office screen."""
    return windows.open()
