"""What every test run starts with: no display needed, one thread, tiny models instead of trained ones."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest_plugins = ["tests.tiny"]
