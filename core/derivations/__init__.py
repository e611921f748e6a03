"""How one cell came about: its terms, their rule and the result, one kind of operation a file."""
