"""How are the registers searched, by noun?"""
