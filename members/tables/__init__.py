"""Tables: how they are shown on a page, how they leave as a file, how they are read from one."""
