"""What is typed about studies, by noun."""
