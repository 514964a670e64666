"""Which forms are used before and after the sitting?"""
