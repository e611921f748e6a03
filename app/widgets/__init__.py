"""Widgets that draw arrays and strings and report clicks; they know no trace, no state and no core."""
