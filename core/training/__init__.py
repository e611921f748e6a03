"""From sentence pairs to a bundled model: data, loop, evaluation, export, and the commands for them."""
