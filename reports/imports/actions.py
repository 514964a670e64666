"""How does a file come in?  Checked without leaving a trace in the registers, then confirmed, whole or not at all."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members import actions as member_actions
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from members.tables.faults import Fault, said
from members.tables.reading import MOST_BYTES, Row, read_table
from members.tables.workbooks import MEBIBYTE, refusal
from reports.imports import rules
from reports.imports.kinds import Kind, understand
from reports.imports.models import ImportBatch
from reports.imports.registry import KINDS
from reports.imports.rehearsing import Outcome, digest_of, perform, rehearse
from reports.imports.states import IMPORT, ImportState

MOST_TOLD = 500
"""So many faults of a file are kept and told; the number says how many there are."""
SIGNS = ("abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789")
OF_EACH = 4
"""A first password has so many signs of each sort, none of which can be taken for another on a slip of paper."""
AT_ONCE = 50
"""First passwords told on one page; each of them costs the time of its hash."""


def _demand(kind: Kind, group: LeadingGroup, by: User) -> None:
    for power in (IMPORT, *kind.powers):
        demand_power(power, by, group)


def check_file(
    group: LeadingGroup, kind: Kind, upload: "UploadedFile[Any]", *, by: User, at: datetime
) -> ImportBatch:
    """Read a file, rehearse it by the acts themselves, take everything back, and keep what was found.

    Raises NotPermitted; Refused ("import_same_file", "import_too_many"); ValidationError for a file that is not read.
    """
    _demand(kind, group, by)
    if (upload.size or 0) > MOST_BYTES:
        raise refusal("import_size", _("The file is larger than %(most)s MB."), most=MOST_BYTES // MEBIBYTE)
    content = b"".join(upload.chunks())
    name, sha256 = str(upload.name)[:200], hashlib.sha256(content).hexdigest()
    before = ImportBatch.objects.filter(group=group)
    done = before.filter(kind=kind.code, sha256=sha256, state=ImportState.CONFIRMED).first()
    imported_on = str(localdate(done.confirmed_at)) if done is not None else ""
    waiting = before.filter(state=ImportState.CHECKED).count()
    uphold(rules.may_check(waiting=waiting, imported_on=imported_on))
    table = read_table(name, content, kind.headings, kind.needed, kind.most)
    understood = understand(kind, table.rows, table.faults)
    outcome = rehearse(kind, understood.lines, group, by, at, note_of(name))
    faults = sorted([*understood.faults, *outcome.faults], key=lambda fault: fault.line)
    with transaction.atomic():
        batch = ImportBatch(
            group=group,
            kind=kind.code,
            file_name=name,
            size=len(content),
            sha256=sha256,
            encoding=table.encoding,
            lines=len(table.rows),
            faults=len(faults),
            counts={} if faults else outcome.counts,
            report=_report(kind, faults, table.notes, outcome, examples=table.examples),
            rows=[] if faults else [[row.line, row.cells] for row in table.rows],
            digest=digest_of(understood.lines, outcome),
            checked_by=by,
            checked_at=at,
        )
        batch.save()
        facts = {"sha256": sha256, "lines": batch.lines, "faults": batch.faults}
        enter(batch, "check_import", by=by, at=at, after=batch.state, facts=facts)
    return batch


def note_of(name: str) -> str:
    """Return what is noted on records that came in with a file."""
    return f"由文件导入：{name}"


def _report(
    kind: Kind, faults: Sequence[Fault], notes: Sequence[Fault], outcome: Outcome, *, examples: int
) -> dict[str, Any]:
    return {
        "faults": [_advised(kind, fault).kept() for fault in faults[:MOST_TOLD]],
        "notes": [note.kept() for note in notes],
        "done": [[row.line, row.what, row.about] for row in outcome.done],
        "examples": examples,
    }


def _advised(kind: Kind, fault: Fault) -> Fault:
    """Return a fault with what would be right; where nobody said it, with the example of its column."""
    examples = {column.heading: column.example for column in kind.columns}
    if fault.right or not examples.get(fault.column):
        return fault
    params = {**fault.params, "example": examples[fault.column]}
    return replace(fault, right=gettext_noop("For example: %(example)s."), params=params)


def confirm_import(batch: ImportBatch, *, by: User, at: datetime) -> ImportBatch:
    """Import what was checked: all of it, in one transaction, by the acts and their rules.

    Raises NotPermitted; Refused: "import_confirmed", "import_discarded", "import_has_faults", "import_stale".
    """
    kind = KINDS[batch.kind]
    _demand(kind, batch.group, by)
    with advance(batch, "confirm_import", by=by, at=at) as act:
        act.ask(
            rules.may_confirm(lines=batch.lines, faults=batch.faults, checked_at=batch.checked_at, now=at)
        )
        lines = understand(kind, [Row(line, cells) for line, cells in batch.rows]).lines
        outcome = perform(kind, lines, batch.group, by, at, note_of(batch.file_name))
        if outcome.faults:
            first = outcome.faults[0]
            uphold(rules.line_refused(first.line, said(first.wrong, first.params)))
        act.ask(rules.same_as_shown(same=digest_of(lines, outcome) == batch.digest))
        batch.counts, batch.made, batch.rows = outcome.counts, outcome.made, []
        batch.confirmed_by, batch.confirmed_at = by, at
        act.facts |= {"sha256": batch.sha256, "lines": batch.lines} | outcome.counts
    return batch


def discard_import(batch: ImportBatch, *, by: User, at: datetime) -> ImportBatch:
    """Give an import up; what was checked is kept without its lines."""
    _demand(KINDS[batch.kind], batch.group, by)
    with advance(batch, "discard_import", by=by, at=at):
        batch.rows = []
    return batch


def new_accounts(batch: ImportBatch) -> list[User]:
    """Return the accounts an import made whose owners have not come in yet."""
    names = batch.made.get("accounts", [])
    return list(User.objects.filter(username__in=names, must_change_password=True, last_login=None))


def first_password() -> str:
    """Return a random first password that the rules for passwords accept."""
    signs = [secrets.choice(sort) for sort in SIGNS for _number in range(OF_EACH)]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def hand_out_passwords(batch: ImportBatch, *, by: User, at: datetime) -> list[tuple[User, str]]:
    """Give the new accounts of an import their first passwords; they are told once, and stored nowhere.

    Those without any come first, so many at a time; who has one and did not come in yet may get another.

    Raises NotPermitted; Refused ("nobody_waits").
    """
    demand_power("members.manage_staff", by, batch.group)
    accounts = new_accounts(batch) if batch.state == ImportState.CONFIRMED else []
    if not accounts:
        raise Refused(
            refuse("nobody_waits", gettext_noop("No account of this import waits for a first password."), "")
        )
    without = [user for user in accounts if not user.has_usable_password()]
    told = []
    with transaction.atomic():
        for user in (without or accounts)[:AT_ONCE]:
            password = first_password()
            member_actions.reset_password(batch.group, user, password, by=by, at=at)
            told.append((user, password))
        enter(
            batch,
            "hand_out_passwords",
            by=by,
            at=at,
            before=batch.state,
            after=batch.state,
            facts={"accounts": len(told)},
        )
    return told
