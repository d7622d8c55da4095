"""From labelled and aligned lines to a document: turns, cases, values with confidence and doubts."""
