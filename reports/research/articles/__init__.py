"""Which signed articles are written, approved and published?"""
