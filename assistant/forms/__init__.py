"""The forms of an answer, one module each, and the extractive way through them. A form is added in `registry`."""

from assistant.forms.extractive import Extract, extract
from assistant.forms.form import Form, Found
from assistant.forms.refusal import NO_PRECEDENT, Refusal, Why
from assistant.forms.registry import FORMS

__all__ = ["FORMS", "NO_PRECEDENT", "Extract", "Form", "Found", "Refusal", "Why", "extract"]
