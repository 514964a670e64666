"""Who is responsible for what, is it reported on, and is what is due each year filed?"""
