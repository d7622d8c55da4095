"""The reading of a document to its cases: the values of each one, with a confidence and the runner-up."""
