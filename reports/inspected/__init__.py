"""What may be read in an inspection: whose, of which years and matters, with which papers and under which mark?"""
