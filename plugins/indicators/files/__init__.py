"""What readers take home: the figure's files, its citation, the whole package."""
