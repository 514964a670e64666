"""What an installation needs around the code: set-up, image, proxy."""
