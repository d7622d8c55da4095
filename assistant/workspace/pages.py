"""The whole workspace: five pages with one navigation."""

import gradio as gr

from assistant.workspace.ask import AskPage
from assistant.workspace.cases import CasesPage
from assistant.workspace.desk import Desk
from assistant.workspace.drafts import DraftsPage
from assistant.workspace.frame import TITLE
from assistant.workspace.library import LibraryPage
from assistant.workspace.review import ReviewPage

_KEEP_FILES_S = 3600


def build(desk: Desk) -> gr.Blocks:
    """Build all pages on the dependencies of `desk`, without serving them."""
    pages = gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(_KEEP_FILES_S, _KEEP_FILES_S)
    )
    with pages:
        AskPage(desk).load(pages)
    with pages.route("先例一覧", "/cases"):
        CasesPage(desk).load(pages)
    with pages.route("類似・起案", "/drafts"):
        DraftsPage(desk).load(pages)
    with pages.route("資料", "/library"):
        LibraryPage(desk).load(pages)
    with pages.route("要確認", "/review"):
        ReviewPage(desk).load(pages)
    return pages
