"""States and acts, by noun."""
