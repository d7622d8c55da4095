"""Lines and sentences to labels with probabilities: what was learned from labelled examples, rules among its features."""
