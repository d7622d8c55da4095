"""From a found answer to one that a chat model has written and that still stands."""
