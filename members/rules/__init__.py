"""Legal questions about office: who sits, since when, and for whom may one act."""
