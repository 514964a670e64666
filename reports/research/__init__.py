"""Which field research is planned, done, reported and fed back?"""
