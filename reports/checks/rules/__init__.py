"""What does each check ask?  Pure functions of facts and days."""
