"""A second reader: a chat model that points at the lines on which values in doubt rest, and never changes a value."""
