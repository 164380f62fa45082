"""The pages about data: each indicator's, the overview of all, what posts show them."""
