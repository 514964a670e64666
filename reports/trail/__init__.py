"""How did a decision come about and what became of it, step by step, each with its clause and its lamp?"""
