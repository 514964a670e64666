"""Which serious incidents happened, and were they reported in time?"""
