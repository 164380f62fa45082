"""All areas at once: where each lies, on a map and in a list, and what it is found by."""
