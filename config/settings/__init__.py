"""Settings: `base` holds what is the same everywhere; embedded, production and test stand on it."""
