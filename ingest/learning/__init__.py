"""Labelled examples, and the models that are trained on them."""
