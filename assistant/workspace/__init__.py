"""The browser workspace: five pages over one corpus."""

from assistant.workspace.desk import Desk
from assistant.workspace.pages import build
from assistant.workspace.server import serve

__all__ = ["Desk", "build", "serve"]
