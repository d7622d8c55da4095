"""The forms of an answer: rulings, facts, lists, comparisons, refusals."""
