"""Does a body's archive hold together?  The chain as the register has it, and every package by itself."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from meetings.models import Meeting
from meetings.states import MeetingState
from members.models import LeadingGroup
from reports.archive import chain
from reports.archive.models import ArchivePackage
from reports.archive.verify_package import Failure, Report, verify, verify_register


@dataclass(frozen=True, slots=True)
class ShelfReport:
    """What was found for one body.

    group: its code; chain: the report on the register; packages: archive code → report;
    unsealed: archived meetings (titles) without a package
    """

    group: str
    chain: Report
    packages: dict[str, Report]
    unsealed: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return self.chain.ok and not self.unsealed and all(report.ok for report in self.packages.values())

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """Yield each failure with where it was found: the archive code, or "chain"."""
        yield from (("chain", failure) for failure in self.chain.failures)
        for code, report in self.packages.items():
            yield from ((code, failure) for failure in report.failures)
        yield from (("chain", Failure("package_missing", title)) for title in self.unsealed)


@cache
def _public_key(path: str, written_at: int) -> str:
    return chain.public_hex(chain.load_key(Path(path).read_bytes()))


def public_key() -> str:
    """Return the public key of this installation's archive, hex.

    Raises OSError when the key file cannot be read, ValueError when it holds no such key.
    """
    path = Path(settings.ARCHIVE_SIGNING_KEY_FILE)
    return _public_key(str(path), path.stat().st_mtime_ns)


def verify_one(package: ArchivePackage, heads: Collection[str] = ()) -> Report:
    """Verify a package against the register, our own key and checkpoints kept elsewhere."""
    data = bytes(package.data)
    report = verify(data, [public_key()], heads, package.signed)
    if hashlib.sha256(data).hexdigest() != package.sha256:
        report.fail("register_differs", "package", "sha256")
    return report


def verify_chain(group: LeadingGroup, heads: Collection[str] = ()) -> Report:
    """Verify the chain of a body as the register has it; the packages are not read (one query)."""
    packages = ArchivePackage.objects.filter(group=group).select_related("group").defer("data")
    links = [package.signed for package in packages.order_by("seq")]
    return verify_register(links, [public_key()], heads)


def verify_shelf(group: LeadingGroup, heads: Collection[str] = ()) -> ShelfReport:
    """Verify the whole archive of a body, one package in memory at a time.  Clause 6.5-m."""
    keys = ArchivePackage.objects.filter(group=group).order_by("seq").values_list("pk", flat=True)
    result: dict[str, Report] = {}
    for key in list(keys):
        package = ArchivePackage.objects.select_related("group").get(pk=key)
        result[package.archive_code] = verify_one(package)
    archived = Meeting.objects.filter(group=group, state=MeetingState.ARCHIVED).select_related("group")
    missing = archived.exclude(pk__in=ArchivePackage.objects.filter(group=group).values("meeting"))
    return ShelfReport(
        group.code, verify_chain(group, heads), result, tuple(meeting.title for meeting in missing)
    )
