"""Labelled wordings of questions, and the training of the intent classifier on them.

`wordings.tsv` holds one question a line: its form (a value of `Want`), the group of invented subjects that it is about
(`-` for none), and its wording. Groups are what cross-validation holds out.
"""
