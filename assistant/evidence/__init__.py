"""Evidence: the cases and passages ranked for a question, and the quotes taken from them."""
