"""What does a visiting inspector reach?"""
