"""Where is it written?  One box over everything one may see.

`grams` cuts texts, `sources` says what is found of which record, `keeping` keeps the index, `asking` answers.
"""
