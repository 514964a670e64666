"""Are vendored files unchanged?  A list of sha256 sums beside them says so."""

import hashlib
from pathlib import Path

NAME = "manifest.sha256"


def sums(folder: Path) -> dict[str, str]:
    """Return path below the folder → sha256 in hexadecimal, for every file but the manifest itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def write(folder: Path) -> None:
    """Write the manifest in the format of `sha256sum --check`."""
    lines = [f"{digest}  {name}\n" for name, digest in sums(folder).items()]
    (folder / NAME).write_text("".join(lines), encoding="utf-8")


def read(folder: Path) -> dict[str, str]:
    """Return what the manifest promises: path → sha256."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
