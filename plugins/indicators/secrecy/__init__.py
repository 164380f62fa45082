"""Small numbers: what of an own delivery is published, and what stays secret, by the rule of its series."""
