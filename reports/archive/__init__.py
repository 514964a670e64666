"""Does the sealed file of a meeting hold, and does the chain of all files hold together?"""
