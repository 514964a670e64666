"""How is a paper printed?  The door to the PDF engine, the setting of text, and the register of papers; knows no record."""
