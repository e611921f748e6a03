"""Models that can be watched while they run.

Nothing in this package knows about Qt or about the application that wraps it.
"""
