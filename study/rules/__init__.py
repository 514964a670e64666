"""Rules of collective study: pure functions of facts and a day."""
