"""Query understanding: a question to its intent, its constraints and its topics."""
