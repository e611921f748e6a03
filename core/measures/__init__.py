"""Measures of a trace in NumPy: the numbers that captions are made of. Importable without torch."""
