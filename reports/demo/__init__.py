"""A demonstration: two fictitious bodies and what they did in a year, all of it done through the acts.

script: the forms the story is written in; cast: who is who; months: the story, as tables;
sitting: plays one meeting; lists, coming, later, neighbours: what lies around the year; year: everything in order.
"""
