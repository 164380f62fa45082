"""The check of all data: what contradicts itself, what looks wrong, what is not said yet."""
