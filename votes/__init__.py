"""How does a body decide?  One vote for each item (floor 3)."""
