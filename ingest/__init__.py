"""Files to documents with structure."""
