"""What would an inspection find?  One question per finding, each a pure function over facts; `kit` says what a check is."""
