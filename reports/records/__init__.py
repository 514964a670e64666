"""Which records are there, what was done to them, and what changed lately, across all apps?"""
