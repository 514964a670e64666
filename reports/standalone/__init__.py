"""The verifiers that leave with a package, and what is to be read beside them.  Each stands alone: no import from here."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
