"""What lies in the archive, does it still hold, and who takes a file out?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import Meeting
from members.access import BodyRequest, in_body
from members.pages import act_view, done, refused_act
from members.printing.pdf import PdfUnavailable
from members.procedure.journal import demand_power, enter
from members.procedure.record import Refused
from members.tables.exports import download
from members.tables.register import Column, register_page
from reports.archive import actions
from reports.archive import verification as shelf
from reports.archive.filters import VolumeFilter
from reports.archive.gather import titled_file
from reports.archive.models import ArchivePackage

ZIP = "application/zip"
COLUMNS = (
    Column(_("Archive code"), lambda package: package.archive_code, order="archive_code", title=True),
    Column(_("Meeting"), lambda package: package.meeting.title, order="meeting__starts_at"),
    Column(_("Day"), lambda package: package.meeting.day, order="meeting__day", css="nowrap"),
    Column(_("Number of the minutes"), lambda package: package.meeting.minutes_number),
    Column(_("Retention"), lambda _package: _("permanent"), css="nowrap"),
    Column(_("Files"), lambda package: len(package.files), css="num"),
    Column(_("Sealed"), lambda package: package.sealed_at, order="sealed_at", css="nowrap"),
    Column(_("Link of the chain"), lambda package: package.seq, order="seq", css="num"),
)


def volume_of(request: BodyRequest, pk: int) -> ArchivePackage:
    """Return a sealed file of the body.  Raises NotPermitted, Http404."""
    demand_power("reports.read_sealed", request.user, request.group)
    packages = ArchivePackage.objects.visible_to(request.user, request.group)
    return get_object_or_404(packages.select_related("group", "meeting__group", "sealed_by"), pk=pk)


def page_of(package: ArchivePackage) -> str:
    """Return the address of a sealed file."""
    return reverse("reports:volume_detail", args=[package.group.code, package.pk])


@require_GET
@in_body
def volume_list(request: BodyRequest) -> HttpResponse:
    """Show the register of sealed files."""
    demand_power("reports.read_sealed", request.user, request.group)
    rows = ArchivePackage.objects.visible_to(request.user, request.group)
    return register_page(
        request,
        "reports/volume_list.html",
        rows.select_related("group", "meeting__group"),
        COLUMNS,
        title=_("Sealed files"),
        filterset=VolumeFilter,
        link=page_of,
    )


@require_GET
@in_body
def volume_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show the catalogue of a sealed file and its place in the chain."""
    package = volume_of(request, pk)
    context = {
        "package": package,
        "files": [(titled_file(file["name"]), file["name"], file["size"]) for file in package.files],
        "public_key": shelf.public_key(),
    }
    return render(request, "reports/volume_detail.html", context)


@in_body
@act_view
def volume_verify(request: BodyRequest, pk: int) -> HttpResponse:
    """Verify a sealed file and its chain now; the result replaces the place for it, and is entered."""
    package = volume_of(request, pk)
    at = timezone.now()
    report, register = shelf.verify_one(package), shelf.verify_chain(request.group)
    facts = {"archive_code": package.archive_code, "ok": report.ok and register.ok}
    enter(request.group, "verify_package", by=request.user, at=at, facts=facts)
    context = {"package": package, "report": report, "register": register, "at": at, "ok": facts["ok"]}
    return render(
        request, "reports/_verification.html" if request.htmx else "reports/volume_verified.html", context
    )


@in_body
@act_view
def volume_verify_all(request: BodyRequest) -> HttpResponse:
    """Verify the whole archive of the body now."""
    demand_power("reports.read_sealed", request.user, request.group)
    at, report = timezone.now(), shelf.verify_shelf(request.group)
    facts = {"packages": len(report.packages), "ok": report.ok}
    enter(request.group, "verify_archive", by=request.user, at=at, facts=facts)
    context = {"report": report, "failures": list(report.failures()), "at": at}
    return render(request, "reports/_shelf.html" if request.htmx else "reports/shelf_verified.html", context)


@require_GET
@in_body
def volume_zip(request: BodyRequest, pk: int) -> HttpResponse:
    """Send a sealed file as it was sealed; that it was taken out is entered.  Clause 6.5-m."""
    package = volume_of(request, pk)
    facts = {"archive_code": package.archive_code, "leaf": package.leaf}
    enter(request.group, "read_package", by=request.user, at=timezone.now(), facts=facts)
    return download(bytes(package.data), f"{package.archive_code}.zip", ZIP)


@require_GET
@in_body
def volume_head(request: BodyRequest, pk: int) -> HttpResponse:
    """Send the checkpoint of a sealed file, to be kept outside this machine."""
    package = volume_of(request, pk)
    return download(
        package.checkpoint.encode(), f"{package.archive_code}.head.txt", "text/plain; charset=utf-8"
    )


@in_body
@act_view
def meeting_seal(request: BodyRequest, pk: int) -> HttpResponse:
    """Seal the file of a meeting."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user, request.group), pk=pk)
    try:
        package = actions.seal_meeting(meeting, by=request.user, at=timezone.now())
    except PdfUnavailable as error:
        return refused_act(request, Refused(error.verdict), status=503)
    to = (
        page_of(package)
        if request.user.has_perm("reports.read_sealed", request.group)
        else "members:home_index"
    )
    return done(request, to, _("The file is sealed."))
