"""Pages after a meeting: minutes, papers, sealed files, journal, state of the system."""
