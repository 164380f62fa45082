"""From issues to the mail server: claimed, journaled, sent, retried, reconciled."""
