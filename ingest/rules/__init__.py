"""What stays a rule, as data: patterns by subject, each with texts that it finds and texts that it must not find."""

from ingest.rules.rulebook import Rule, fragments, rule, rules, written

__all__ = ["Rule", "fragments", "rule", "rules", "written"]
