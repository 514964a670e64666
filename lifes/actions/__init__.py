"""The acts of the democratic-life meeting.  Import them from here."""
