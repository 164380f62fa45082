"""What posts claim in words and typed numbers, held against the data: hints, never faults."""
