"""Legal questions about a vote, one per file; pure functions of facts."""
