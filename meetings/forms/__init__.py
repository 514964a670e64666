"""What is typed before and after the sitting?"""
