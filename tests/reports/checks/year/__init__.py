"""Checks of the year: pure ones by tables of cases, and through their gatherers on real records."""
