"""The browser workspace: five pages over one corpus."""

from assistant.workspace.desk import Desk, Rereading
from assistant.workspace.pages import build
from assistant.workspace.server import serve

__all__ = ["Desk", "Rereading", "build", "serve"]
