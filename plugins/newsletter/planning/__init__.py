"""From entries to issues: what is new, when it goes out, and to whom."""
