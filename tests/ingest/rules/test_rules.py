"""Every rule finds its examples and none of its counterexamples, and nothing can be dropped from it unnoticed."""

import re
from importlib.resources import files

import pytest

from ingest.rules import Rule, fragments, rules
from tests.conftest import ROOT
from tests.ingest.rules.faults import faults, is_noticed
from tests.ingest.rules.mutants import mutants

FILES = sorted(
    file.name.removesuffix(".toml") for file in files("ingest.rules").iterdir() if file.name.endswith(".toml")
)
ENTRIES = [rule for file in FILES for rule in (*fragments(file).values(), *rules(file).values())]
NAMED = re.compile(r'\brule\(\s*"([a-z_.]+)"')


@pytest.mark.parametrize("rule", ENTRIES, ids=lambda rule: rule.id)
def test_it_finds_its_examples_and_none_of_its_counterexamples(rule: Rule):
    assert list(faults(rule)) == []


@pytest.mark.parametrize("rule", ENTRIES, ids=lambda rule: rule.id)
def test_nothing_can_be_dropped_unnoticed(rule: Rule):
    survivors = [mutant.change for mutant in mutants(rule.source) if not is_noticed(rule, mutant.source)]
    assert survivors == []


def test_every_rule_is_used_and_every_rule_that_is_used_is_there():
    modules = (ROOT / "ingest").rglob("*.py")
    used = {id for module in modules for id in NAMED.findall(module.read_text(encoding="utf-8"))}
    assert used == {rule.id for file in FILES for rule in rules(file).values()}
