"""Is the certificate in my hands genuine, and does its result follow?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings.models import Decision
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.pages import Words, invalid
from members.tables.exports import download
from reports.certificate.certificate import NoVote, check_here, compare
from reports.dossier.forms import CertificateForm
from reports.standalone import FOLDER as STANDALONE
from reports.standalone.certificate import Checked
from reports.standalone.verify import packed

READ = "meetings.read"
TOOLS = ("certificate.py", "verify.py", "README_certificate.txt")
PAGE = "reports/certificate_check.html"

FIELD_WORDS: dict[str, Words] = {
    "v": _("version"),
    "org": _("code of the body"),
    "group": _("leading group"),
    "number": _("number of the decision"),
    "meeting": _("meeting"),
    "day": _("day of the meeting"),
    "item": _("place on the agenda"),
    "text": _("digest of the decision"),
    "rules": _("work rules"),
    "law": _("numbers of the work rules"),
    "seats": _("roster"),
    "came": _("presence at the opening"),
    "marks": _("presence and recusal at the vote"),
    "base": _("how many should attend"),
    "opening": _("how many were present at the opening"),
    "present": _("how many were present at the vote"),
    "recused": _("how many were recused"),
    "room": _("how many could vote"),
    "denominator": _("base of the vote"),
    "personnel": _("quorum of two thirds"),
    "method": _("method of voting"),
    "tally": _("tally"),
    "needed": _("approvals needed"),
    "result": _("result"),
    "signature": _("signature"),
    "code": _("the code itself"),
}
FAULT_WORDS: dict[str, Words] = {
    "unreadable": _("cannot be read"),
    "malformed": _("is not of the right form"),
    "value_missing": _("is missing"),
    "value_changed": _("was changed after it was signed"),
    "value_unknown": _("does not belong there"),
    "signature_broken": _("does not fit what was signed"),
    "foreign_key": _("was made with another key than that of this archive"),
    "does_not_follow": _("does not follow from the other values"),
    "no_quorum": _("falls short of the quorum"),
    "unknown_method": _("is not known"),
    "law_differs": _("differ from the work rules"),
    "other_rules": _("are not known here"),
    "differs_from_record": _("differs from the record here"),
}


@require_http_methods(["GET", "POST"])
@in_body
@needs(READ)
def certificate_check(request: BodyRequest) -> HttpResponse:
    """Check the text of a printed code: by itself, against the work rules, and against the record it names."""
    if request.method != "POST":
        return render(request, PAGE, {"form": CertificateForm()})
    form = CertificateForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(request, PAGE, {}, form)
    checked = check_here(form.cleaned_data["text"])
    decision = _named(request, checked)
    if decision is not None:
        try:
            checked.failures += compare(checked, decision)
        except NoVote:
            decision = None
    return render(
        request,
        PAGE,
        {"form": form, "checked": checked, "decision": decision, "faults": _told(checked), "done": True},
    )


def _named(request: BodyRequest, checked: Checked) -> Decision | None:
    """Return the decision a certificate names, when it is one of this body; of others nothing is told."""
    if checked.facts.get("org") != request.group.code:
        return None
    seen = Decision.objects.visible_to(request.user, request.group)
    named = seen.filter(number=str(checked.facts.get("number", ""))[:40])
    return named.select_related("item__meeting__group").first()


def _told(checked: Checked) -> list[dict[str, Any]]:
    """Return what is wrong in words, each place once for each fault."""
    return [
        {
            "place": FIELD_WORDS.get(failure.place, failure.place),
            "fault": FAULT_WORDS.get(failure.code, failure.code),
            "detail": failure.detail[:200],
        }
        for failure in checked.failures
    ]


@require_GET
@in_body
@needs(READ)
def certificate_tools(request: BodyRequest) -> HttpResponse:
    """Send the stand-alone checker, to be used where this software is not."""
    files = {name.replace("_certificate", ""): (STANDALONE / name).read_bytes() for name in TOOLS}
    return download(packed(files), "certificate-checker.zip", "application/zip")
