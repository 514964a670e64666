"""How long does the dossier of a year take, and how much memory at most?  Prints; proves nothing.

    DATA_DIR=/tmp/copy-of-the-demonstration .venv/bin/python -m tests.bench.dossier yunling 2025

On a copy of the demonstration's data folder (`DATA_DIR`), since it writes there: makes the dossier twice, each time by a
process of its own, and prints items, files, size, wall and processor seconds, the highest memory, and whether both are the
same to the bit; then what the stand-alone verifier takes.
"""

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MIB = 1024


def run(*command: str) -> tuple[float, float, float]:
    """Run a program; return wall seconds, its processor seconds, and the highest memory of any so far in MiB."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, spent, after.ru_maxrss / MIB


def told(name: str, figures: tuple[float, float, float]) -> None:
    """Print one line."""
    wall, spent, peak = figures
    print(f"{name:<10} {wall:6.1f} s wall  {spent:6.1f} s processor  {peak:6.0f} MiB at most")


def main() -> None:
    """Make it twice, compare, verify."""
    body, year = sys.argv[1:3]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{serial}.zip" for serial in (1, 2)]
        for file in files:
            command = ("manage.py", "dossier", "--body", body, "--year", year, "--out", str(file))
            told(f"dossier {file.stem}", run(sys.executable, *command))
        hashes = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
        print(f"{files[0].stat().st_size / MIB / MIB:.1f} MiB, the same to the bit: {len(hashes) == 1}")
        script = ROOT / "reports" / "standalone" / "verify_dossier.py"
        told("verifier", run(sys.executable, str(script), str(files[0])))


if __name__ == "__main__":
    main()
