"""How do messages leave the application?  The outbox chooses and claims, a channel sends; nothing else does."""
