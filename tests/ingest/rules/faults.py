"""What speaks against a rule, by its own examples."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.rules import Rule, written


def faults(rule: Rule) -> Iterator[str]:
    """What speaks against a rule: examples that it does not find, and counterexamples that it finds."""
    for example in rule.examples:
        match = rule.find(example.text)
        found = match.groupdict() if match is not None else {}
        if match is None:
            yield f"does not find 「{example.text}」"
        elif example.found is not None and match[0] != example.found:
            yield f"finds 「{match[0]}」 in 「{example.text}」, not 「{example.found}」"
        elif example.groups != {name: found.get(name) or "" for name in example.groups}:
            yield f"takes 「{example.text}」 apart as {found}"
    for text in rule.counterexamples:
        if (match := rule.find(text)) is not None:
            yield f"finds 「{match[0]}」 in 「{text}」"


def is_noticed(rule: Rule, source: str) -> bool:
    """Whether an example or a counterexample fails with another pattern, or that is none."""
    try:
        pattern = re.compile(written(rule.id.partition(".")[0], source), re.VERBOSE)
    except re.error:
        return True
    return any(faults(replace(rule, pattern=pattern)))
