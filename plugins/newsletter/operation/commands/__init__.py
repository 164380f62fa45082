"""The commands, one function each: it prints what it did and returns what somebody must hear of."""
