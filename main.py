"""Attention Microscope: ``python main.py`` opens the window, ``python main.py --help`` lists what else it does."""

import sys

from app.command_line import main

if __name__ == "__main__":
    sys.exit(main())
