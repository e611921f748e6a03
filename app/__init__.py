"""The window and the command line. Nothing here imports torch but what the command line runs."""
