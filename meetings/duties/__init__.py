"""Which deadlines follow from a meeting: what was decided, its record, what was conveyed?"""
