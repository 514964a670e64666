"""How does a body's year stand, duty by duty?  What is read once, judged by the rules, and shown with what to do next."""
