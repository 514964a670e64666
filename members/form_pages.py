"""How does a page ask for a power before it shows itself, and how does a form become an act?

The view names form and act; the answer is the same everywhere: 200, 422 with the reason, or where to go next.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from members.access import BodyRequest
from members.pages import Words, done, invalid, refused
from members.procedure.journal import demand_power

P = ParamSpec("P")
BodyAnswer = Callable[Concatenate[Any, P], HttpResponse]

FORM = "members/form.html"
"""A page, or the content of a dialog, with one form; wants `title`, takes `lead`, `submit`, `cancel`."""


def needs(power: str) -> Callable[[BodyAnswer[P]], BodyAnswer[P]]:
    """Open a view to who holds the power over the body.  Stands below `in_body`.

    The view raises NotPermitted (403) for others.
    """

    def decorated(view: BodyAnswer[P]) -> BodyAnswer[P]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            demand_power(power, request.user, request.group)
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]  # wraps keeps the signature

    return decorated


def form_page(
    request: BodyRequest,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    to: str | Callable[[Any], str],
    message: Words,
    template: str = FORM,
    **context: Any,
) -> HttpResponse:
    """Show a form, or do its act with what was typed and go on.

    act: called with the form's cleaned data; a refusal shows the form again (422) with everything typed.
    to: where to go afterwards, or a function of what the act returned.  context: title, lead, submit, cancel.
    """
    shown: Mapping[str, Any] = context
    if request.method != "POST":
        return render(request, template, {**shown, "form": form})
    if not form.is_valid():
        return invalid(request, template, shown, form)
    try:
        result = act(form.cleaned_data)
    except ValidationError as error:
        return refused(request, template, shown, form, error)
    return done(request, to(result) if callable(to) else to, message)
