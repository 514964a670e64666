"""The pages of collective study."""
