"""Can a decision prove by itself how it was reached?"""
