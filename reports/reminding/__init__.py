"""When is somebody reminded about papers, filings, research, registers and the archive?"""
