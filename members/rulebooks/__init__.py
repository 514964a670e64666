"""The shelf: one TOML file is one set of work rules, word for word, with its clauses and parameters.

The set of 2024 repeals one of 2022-08-29 whose text is not at hand; no file stands in for it.
"""
