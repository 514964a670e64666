"""What do the desk and the calendar show of this floor?"""
