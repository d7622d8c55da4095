"""The best reading of a whole document: its items against its lines, in sequence, over soft evidence."""
