"""One module, or package, for each file format; each declares itself as FORMATS, and nothing else names it."""
