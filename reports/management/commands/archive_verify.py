"""Do the sealed files still hold?  `manage.py archive_verify [--group CODE] [--head FILE]… [--key HEX]…`

Prints a report as JSON and ends with 1 when anything is wrong; the report names the first bad link and
file.  Checkpoints kept elsewhere are given with --head, public keys of earlier years with --key.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from members.models import LeadingGroup
from members.procedure import guards
from reports.archive import chain
from reports.archive.models import ArchivePackage
from reports.archive.verify_package import Report, verify, verify_register


class Command(BaseCommand):
    """Verify the chains and packages of all bodies, or of one, and that the database's guards stand."""

    help = "Verify the sealed files of the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--group", "--body", dest="group", help="code of one body; all by default")
        parser.add_argument(
            "--head",
            "--since-head",
            dest="head",
            action="append",
            default=[],
            type=Path,
            help="file with a checkpoint",
        )
        parser.add_argument("--key", action="append", default=[], help="another trusted public key, hex")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify; raises CommandError, which ends the program with 1, when anything is wrong."""
        key = chain.load_key(Path(settings.ARCHIVE_SIGNING_KEY_FILE).read_bytes())
        keys = [chain.public_hex(key), *(each.strip().lower() for each in options["key"])]
        heads = [path.read_text(encoding="utf-8").strip() + "\n" for path in options["head"]]
        groups = LeadingGroup.objects.order_by("code")
        if options["group"]:
            groups = groups.filter(code=options["group"])
            if not groups.exists():
                raise CommandError(f"There is no body with the code {options['group']!r}.")
        told = {group.code: self.verify_group(group, keys, heads) for group in groups}
        missing = guards.missing(connection)
        ok = not missing and all(report["ok"] for reports in told.values() for report in reports)
        self.stdout.write(
            json.dumps({"ok": ok, "guards_missing": missing, "groups": told}, ensure_ascii=False, indent=1)
        )
        if not ok:
            raise CommandError("The archive does not verify; see the report.", returncode=1)

    def verify_group(
        self, group: LeadingGroup, keys: Sequence[str], heads: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Verify one body: its register first, then each package beside its link, one in memory at a time."""
        packages = ArchivePackage.objects.filter(group=group).order_by("seq")
        links = [package.signed for package in packages.defer("data").select_related("group")]
        own_heads = [head for head in heads if head.startswith(f"{group.code}\n")]
        reports = [_told("register", verify_register(links, keys, own_heads))]
        for package in packages.select_related("group").iterator(chunk_size=1):
            report = verify(bytes(package.data), keys, own_heads, package.signed)
            reports.append(_told(package.archive_code, report))
        return reports


def _told(name: str, report: Report) -> dict[str, Any]:
    return {"name": name, "ok": report.ok, **asdict(report)}
