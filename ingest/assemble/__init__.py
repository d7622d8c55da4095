"""The reading to what a document says: candidates, weighed in one place, each value with its confidence."""
