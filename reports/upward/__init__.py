"""What is asked of the superior body, reported to it and answered by it?"""
