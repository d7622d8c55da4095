"""Why a document was read as it was, in words that a clerk can read."""
