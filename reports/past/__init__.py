"""Which volumes from before the software are kept, and what lies in them?"""
