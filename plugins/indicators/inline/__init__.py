"""Numbers in sentences: `[[wert: …]]` as value, change, rank or share."""
