"""What do the pages of meetings show, and what does each button do?  One file for each area."""
