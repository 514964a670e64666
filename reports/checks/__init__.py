"""What would an inspection find in a year, and what was answered?"""
