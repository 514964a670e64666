"""What does the comprehensive report of a year say?"""
