"""Rules of the democratic-life meeting: pure functions of facts and a day."""
