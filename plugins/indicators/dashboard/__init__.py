"""The whole in a dozen figures with their trend: what `/zahlen/` and the start page show."""
