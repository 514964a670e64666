"""A meeting told as a script, played against the real rules (docs/scenarios.md).

reader: file → script; stage: the body and its meeting; steps: one function for one step; outcome: what came of a
step, and does the script agree; runner: the play itself.
"""
