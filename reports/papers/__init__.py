"""From records to the facts of papers: one file for each family of papers."""
