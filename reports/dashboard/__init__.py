"""How does a body's year stand, in pictures?  `facts` reads it in a fixed number of queries, the other files ask the rules
and draw.  Nothing here writes, and nothing judges: what a picture shows as missing, a rule has said.
"""
