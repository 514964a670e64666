"""A meeting told as a script, played against the real models and acts, and taken back again."""
