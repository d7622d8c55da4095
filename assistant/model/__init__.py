"""Generative answers: a chat model writes from the extractive answer, and every sentence is checked."""
