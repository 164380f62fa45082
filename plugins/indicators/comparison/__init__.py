"""Areas beside each other: a page on which readers choose them, and the file of each that it reads."""
