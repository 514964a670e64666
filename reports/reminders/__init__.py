"""Of what does the clock remind people about minutes and the archive?"""
