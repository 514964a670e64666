"""The pages of the democratic-life meeting."""
