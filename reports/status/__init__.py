"""In which state is the installation?"""
