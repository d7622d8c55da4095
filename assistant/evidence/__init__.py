"""Which cases and passages bear on a question, and the quotes cut from them."""
