"""The whole file of a year, a meeting or a matter, as one package that anybody can check."""
