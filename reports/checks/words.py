"""How is a finding said?  In the language of the page: title, cure, reason and figures."""

import re
from typing import Any

from django.utils.translation import gettext

from members.templatetags.desk import fact, reason, words
from reports.checks.models import Finding
from reports.checks.registry import CHECKS
from reports.records import record_lookup as subjects


def title(check_id: str) -> str:
    """Return what a check finds, its number for one that is not asked any more."""
    check = CHECKS.get(check_id)
    return gettext(check.title) if check is not None else check_id


def cure(check_id: str) -> str:
    """Return what makes a finding of the check go away, "" for one that is not asked any more."""
    check = CHECKS.get(check_id)
    return gettext(check.cure) if check is not None else ""


def is_question(check_id: str) -> bool:
    """Say whether the check asks and does not judge."""
    check = CHECKS.get(check_id)
    return check is not None and check.question


def said(finding: Finding) -> str:
    """Return the reason with its figures."""
    return reason(finding.verdict)


def figures(finding: Finding) -> list[tuple[str, str]]:
    """Return the numbers the check used, by name."""
    return figures_of(finding.figures)


def figures_of(kept: dict[str, Any]) -> list[tuple[str, str]]:
    """Return figures with their names in words."""
    return [(words(name), fact(value)) for name, value in kept.items()]


def subject(finding: Finding) -> str:
    """Return which record it is about: its kind and its name as it was when it was found, and which part of it."""
    named = "" if finding.kind == subjects.BODY else finding.subject
    about = " ".join(part for part in (str(subjects.label(finding.kind)), named) if part)
    which = part(finding.part)
    return f"{about}（{which}）" if which else about


def part(code: str) -> str:
    """Return which part it is: a day, a month, a number, or a word of the catalogue; "" for a mere identifier."""
    text = words(code)
    return (
        text
        if re.fullmatch(r"(CHK-)?\d+(-\d+)*", code) or text.lower() != code.replace("_", " ").lower()
        else ""
    )
