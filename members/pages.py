"""How does a view answer?  Page by page, with a refusal, or with what was done.

Views ask the actions; this file only turns their answers into HTTP: 200, 204 or 302, 422.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.http import retarget, trigger_client_event

P = ParamSpec("P")
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way of a record, for _steps.html; state is "done", "current" or "todo"."""

    label: Words
    state: str = "todo"
    url: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What _refusal.html shows: sentences in the page's language, the first code, and the clause ("" if none)."""

    messages: tuple[str, ...]
    code: str = ""
    clause: str = ""

    @classmethod
    def of(cls, error: ValidationError) -> "Refusal":
        """Read an error of a record or an action; a field's name is put before its messages."""
        clause = getattr(error, "clause", "")
        if hasattr(error, "error_dict"):
            first = next(iter(error.error_dict.values()))[0]
            clause = clause or getattr(first, "clause", "")
            return cls(tuple(error.messages), first.code or "", clause)
        return cls(tuple(error.messages), error.error_list[0].code or "", clause)


def paginated(request: HttpRequest, rows: Any, per_page: int = 25) -> Page[Any]:
    """Return the page that `?page=` asks for (the nearest one for nonsense), with `pages_shown` for its links."""
    if isinstance(rows, QuerySet) and not rows.ordered:
        rows = rows.order_by("pk")
    paginator = Paginator(rows, per_page)
    page = paginator.get_page(request.GET.get("page"))
    page.pages_shown = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))  # type: ignore[attr-defined]  # read by _pagination.html
    return page


def refused(  # noqa: PLR0917  (the order in which a view has them at hand)
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    form: BaseForm | None,
    error: ValidationError,
    status: int = 422,
) -> HttpResponse:
    """Show the form again with what was typed, and the reason above it.

    The messages of fields the form has go to those fields; everything else becomes `refusal`.
    """
    refusal = Refusal.of(error)
    if form is not None and hasattr(error, "error_dict"):
        rest = []
        for name, errors in error.error_dict.items():
            if name in form.fields:
                form.add_error(name, errors)
            else:
                rest += [message for row in errors for message in row.messages]
        refusal = Refusal(tuple(rest), refusal.code, refusal.clause)
    shown = {**context, "form": form, "refusal": refusal if refusal.messages else None}
    return render(request, template, shown, status=status)


def invalid(request: HttpRequest, template: str, context: Mapping[str, Any], form: BaseForm) -> HttpResponse:
    """Show a form that is not valid again, with what was typed (422)."""
    return render(request, template, {**context, "form": form}, status=422)


def refused_act(request: HttpRequest, error: ValidationError, status: int = 422) -> HttpResponse:
    """Say why an act behind a button was refused: above the page for HTMX, else on a page of its own."""
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = ""
    context = {"refusal": Refusal.of(error), "back": back}
    if getattr(request, "htmx", False):
        response = render(request, "_refusal.html", context, status=status)
        response["HX-Reswap"] = "innerHTML show:window:top"
        return retarget(response, "#alerts")
    return render(request, "refusal.html", context, status=status)


def done(request: HttpRequest, to: str, message: Words = "") -> HttpResponse:
    """After an act: go to an address and say there what was done.

    to: an address, a URL name without arguments, or an object with get_absolute_url.
    """
    if message:
        messages.success(request, str(message))
    response = redirect(to)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
    return response


def swapped(
    request: HttpRequest, template: str, context: Mapping[str, Any], message: Words = "", tone: str = "good"
) -> HttpResponse:
    """After an act within a page: the fresh fragment, and a passing note of what was done."""
    response = render(request, template, dict(context))
    if message:
        return trigger_client_event(response, "deskMessage", {"text": str(message), "tone": tone})
    return response


def act_view(
    view: Callable[Concatenate[Any, P], HttpResponse],
) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Mark the view of a button: POST only, and a refusal of the act is answered by `refused_act`.

    Stands below `in_body`.  A missing power stays an exception and becomes 403.
    """

    @wraps(view)
    def answered(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ValidationError as error:
            return refused_act(request, error)

    return cast("Callable[Concatenate[Any, P], HttpResponse]", require_POST(answered))
