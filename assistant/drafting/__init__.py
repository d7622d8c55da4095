"""Similar cases, and drafts that cite them."""
