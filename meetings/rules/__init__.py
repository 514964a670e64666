"""Legal questions about a meeting, one per file; pure functions of facts and a day."""
