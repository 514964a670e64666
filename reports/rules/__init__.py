"""Rules of the year around the meetings: pure functions of facts and a day."""
