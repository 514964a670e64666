"""Tables that come in from outside: read, understood line by line, rehearsed, and then done as one."""
