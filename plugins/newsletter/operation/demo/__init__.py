"""The whole way once, on invented people: site, post, feed, mails, accounts. Nothing leaves the machine."""
