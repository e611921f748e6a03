"""How the next token is chosen: functions of logits, one method a file, and the cache they share."""
