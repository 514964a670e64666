"""Which facts does each check ask for?  Read floor by floor, in a constant number of queries."""
