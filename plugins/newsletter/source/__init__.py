"""The feed as it comes in: downloaded with limits, read, cleaned, with its pictures."""
