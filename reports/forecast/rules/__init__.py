"""How does a year stand, and what can still be met?  One question per duty; `kit` says what an answer looks like."""
