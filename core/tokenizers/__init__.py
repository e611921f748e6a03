"""Tokenizers: text to pieces and back, one kind a file."""
