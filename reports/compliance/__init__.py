"""How does a body's year stand against the forty checks?  Facts are gathered here, floor by floor, and put to the checks."""
