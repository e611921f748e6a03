"""What the views read out of a trace, ready to be drawn or said; found by kinds and axes."""
