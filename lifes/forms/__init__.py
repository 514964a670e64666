"""What is typed about democratic-life meetings, by noun."""
