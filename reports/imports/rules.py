"""May what was checked be imported now?  Whole, once, soon, and only what was shown.

Depends on the ground only.
"""

from datetime import datetime, timedelta

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

FRESH = timedelta(hours=24)
"""So long after the check an import may be confirmed; no number of the law, but the time somebody remembers what he saw."""
MOST_OPEN = 20
"""So many imports of a body may wait to be confirmed."""


def may_confirm(*, lines: int, faults: int, checked_at: datetime, now: datetime) -> Verdict:
    """A file is imported whole: without faults, and while the check is fresh."""
    if faults:
        return refuse(
            "import_has_faults",
            gettext_noop(
                "Nothing is imported while %(faults)s faults are in the file; put them right and send it again."
            ),
            "",
            faults=faults,
        )
    if not lines:
        return refuse("import_no_lines", gettext_noop("The file has no line to import."), "")
    if now - checked_at > FRESH:
        return refuse("import_stale", gettext_noop("The check is older than a day; send the file again."), "")
    return allow()


def same_as_shown(*, same: bool) -> Verdict:
    """What is done is what was shown; when something changed in between, the file is checked again."""
    if same:
        return allow()
    return refuse(
        "import_stale",
        gettext_noop(
            "Something was changed since the check, and the import would do something else; send the file again."
        ),
        "",
    )


def line_refused(line: int, reason: str) -> Verdict:
    """A line that was lawful at the check and is not any more stops the whole import."""
    return refuse(
        "import_stale",
        gettext_noop("Nothing was imported: line %(line)s is refused now. %(why)s Send the file again."),
        "",
        line=line,
        why=reason,
    )


def may_check(*, waiting: int, imported_on: str) -> Verdict:
    """The same file is not imported twice, and not too many wait at once.  imported_on: "" when it never was."""
    if imported_on:
        return refuse(
            "import_same_file",
            gettext_noop("This very file was imported on %(day)s; it is not imported twice."),
            "",
            day=imported_on,
        )
    if waiting >= MOST_OPEN:
        return refuse(
            "import_too_many",
            gettext_noop("%(waiting)s imports wait to be confirmed; confirm or discard some of them first."),
            "",
            waiting=waiting,
        )
    return allow()
