"""Who may look at which part of the records for how long, and what did they read?"""
