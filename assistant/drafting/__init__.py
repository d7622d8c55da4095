"""Similar cases and drafts that stand on them."""
