"""May a finished dossier be offered?  Asked with the shipped verifier, and of each paper whether it is archival PDF."""

import mmap
from collections.abc import Collection, Iterator
from pathlib import Path

from reports.dossier import papers
from reports.standalone.verify import Failure
from reports.standalone.verify_dossier import ITEMS, DossierReport, Entry, content, verify_file, walked


def inspect(path: Path, keys: Collection[str]) -> DossierReport:
    """Verify a dossier as its receiver would, and the structure of each paper of ours; one file in memory at a time.

    Raises OSError.
    """
    report = verify_file(path, keys)
    if report.ok:
        report.failures.extend(_papers(path))
    return report


def _papers(path: Path) -> Iterator[Failure]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for entry in walked(DossierReport(), data):
            if _is_ours(entry):
                for code in papers.faults(content(data, entry)):
                    yield Failure(code, entry.name)


def _is_ours(entry: Entry) -> bool:
    """Say whether a paper was rendered here; what was handed in as it is stays as it is."""
    name = entry.name.rsplit("/", 1)[-1]
    handed_in = entry.name.startswith(ITEMS) and "附件" in name[:4]
    return name.endswith(".pdf") and not handed_in
