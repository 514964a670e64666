"""The papers of the office: facts in, pages of the official format out.

Every file holds one paper: its facts as a frozen dataclass, and `html(facts)`.  Facts are plain values; nothing in
this package knows a model, so a paper can be printed blank and tested without a database.
"""
