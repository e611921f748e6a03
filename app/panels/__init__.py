"""The parts of the window around the stage: setters in, wishes out. They know no session and no thread."""
