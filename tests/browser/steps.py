"""What browser tests do on the page, and what they look at."""

import os
from pathlib import Path

from playwright.sync_api import Page

SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def ask(page: Page, question: str) -> None:
    """Ask on the filled page and wait for the answer."""
    page.locator("#talk :is(.welcome, .turns)").wait_for()
    before = page.locator("#talk .tools").count()
    box = page.get_by_label("質問", exact=True)
    box.fill(question)
    box.press("Enter")
    page.locator("#talk .tools").nth(before).wait_for()


def open_source(page: Page, marker: int) -> None:
    """Open the document behind a card and wait for the mark."""
    page.get_by_role("article", name=f"出典{marker}", exact=True).get_by_role(
        "button", name="原文を開く"
    ).click()
    page.locator(f"#paper .paper[data-marker='{marker}'] mark.current").first.wait_for()


def in_view(page: Page, selector: str) -> bool:
    """Whether the element lies inside the window and inside everything that scrolls around it."""
    inside: bool = page.evaluate(
        """(selector) => {
          const element = document.querySelector(selector);
          if (!element) return false;
          const box = element.getBoundingClientRect();
          for (let outer = element.parentElement; outer; outer = outer.parentElement) {
            const clip = outer.getBoundingClientRect();
            const clips = getComputedStyle(outer).overflowY !== "visible";
            if (clips && (box.top < clip.top - 1 || box.bottom > clip.bottom + 1)) return false;
          }
          return box.top >= 0 && box.bottom <= innerHeight && box.width > 0;
        }""",
        selector,
    )
    return inside


def keep_screenshot(page: Page, name: str) -> None:
    """Take the README's picture where it is missing, and all of them where SCREENSHOTS is set."""
    path = SCREENSHOTS / f"{name}.png"
    if not path.exists() or os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(400)
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(path))
