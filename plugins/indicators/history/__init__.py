"""What changed in the data, told from the history of their files: recorded by command, shown by the build."""
