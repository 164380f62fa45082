"""An area's page: its figures beside those of the areas above it, in words, strips, charts and a table."""
