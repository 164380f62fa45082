"""Returned mail: bounces, complaints, unsubscribing by mail. Nothing here ever answers a mail."""
