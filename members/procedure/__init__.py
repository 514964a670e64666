"""How a body acts at all: the law as data, the verdict, the lifecycle, the record, the journal.

The ground floor. It imports nothing of ours, so it could be lifted out whole.
"""
