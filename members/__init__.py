"""The body: its people, offices, terms, powers and notices (floor 1)."""
