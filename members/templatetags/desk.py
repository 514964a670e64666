"""What may a template say beyond HTML?  Reasons, names of acts and states, links by URL name.  No rules."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.forms import BoundField
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from members.models.tags import tag_labels
from members.procedure.verdict import Verdict

register = template.Library()

TONES = {
    "neutral": "draft new planned pending withdrawn void revoked repealed superseded expired none",
    "info": "submitted scheduled noticed agenda_approved issued current sent notified placed delivered under_way waiting ready",
    "good": "open voting accepted approved passed granted present in_force closed_out done read signed adopted closed archived concluded stands",
    "warn": "returned postponed adjourned suspended late due_soon deferred on_leave reopened partial requested referred",
    "bad": "refused not_passed rejected overdue absent cancelled invalid failed excluded cannot_be_held",
}
TONE_OF = {state: tone for tone, states in TONES.items() for state in states.split()}


@register.filter
def tone(state: object) -> str:
    """Return the tone of a state's badge; what is not listed is neutral."""
    return TONE_OF.get(str(state), "neutral")


@register.filter
def words(code: object) -> str:
    """Return the words for an identifier: "open_meeting" is the message id "Open meeting"."""
    text = str(code).replace("_", " ").strip()
    return _(text[:1].upper() + text[1:]) if text else ""


@register.filter
def reason(verdict: Verdict | None) -> str:
    """Return a verdict's reason in the language of the page, with its figures."""
    if not verdict and verdict is None:
        return ""
    return _(verdict.reason) % dict(verdict.figures) if verdict.reason else ""


@register.filter
def state_of(state: str, record: Model | None) -> str:
    """Return the name a record's model gives to a state, else the words of its code."""
    if isinstance(record, Model) and any(field.name == "state" for field in record._meta.fields):
        names = dict(getattr(record._meta.get_field("state"), "flatchoices", ()))
        if state in names:
            return str(names[state])
    return words(state)


@register.filter
def fact(value: Any) -> str:
    """Return one value of an entry's facts for reading; lists are joined, moments are local."""
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    if value is None or value == "":
        return "—"
    if isinstance(value, Mapping):
        return "; ".join(f"{words(key)} {fact(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "、".join(fact(item) for item in value) or "—"
    moment = (
        parse_datetime(value) if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value) else value
    )
    if isinstance(moment, datetime):
        return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment.tzinfo else f"{moment:%Y-%m-%d %H:%M}"
    if isinstance(value, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", value):
        return words(value)
    return str(value)


@register.filter
def pairs(facts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return names and values; in a template `facts.items` would find a fact called "items" first."""
    return list(facts.items())


@register.filter
def fields_of_work(tags: list[str]) -> str:
    """Return the names of tags of work."""
    return tag_labels(tags)


@register.filter
def anchor(url: object) -> str:
    """Return an address as part of an element's id."""
    return re.sub(r"[^A-Za-z0-9]+", "-", str(url)).strip("-")


@register.filter
def filter_widget(field: BoundField) -> SafeString:
    """Return a filter's field in the small form of Bootstrap's controls."""
    kind = "form-select" if hasattr(field.field.widget, "choices") else "form-control"
    return field.as_widget(
        attrs={"class": f"{kind} form-control-sm" if kind == "form-control" else f"{kind} form-select-sm"}
    )


def _address(context: template.Context, name: str) -> str:
    """Return the address of a page of the present body, "" when there is no such page."""
    group = context.get("group")
    return _page(name, group.code if group else "", get_script_prefix(), get_urlconf())


@lru_cache(maxsize=4096)
def _page(name: str, body: str, prefix: str, urls: str | None) -> str:
    """Find an address once; prefix and urls: where the installation stands, which the answer depends on."""
    for arguments in ([body] if body else [], []):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return ""


def _link(context: template.Context, name: str, icon: str, label: str, power: str) -> SafeString:
    """Return the link of a menu entry, "" for who may not see it.

    Written here and not in a template: a page has sixty of them.
    """
    request, group = context.get("request"), context.get("group")
    if power and not (request and group and request.user.has_perm(power, group)):
        return SafeString()
    url = _address(context, name)
    if not url:
        return SafeString()
    match = getattr(request, "resolver_match", None)
    noun = match.view_name.rpartition("_")[0] if match else ""
    current = SafeString(' aria-current="page"' if noun and noun == name.rpartition("_")[0] else "")
    return format_html(
        '<a href="{}"{}><i class="bi bi-{}" aria-hidden="true"></i>{}</a>', url, current, icon, label
    )


@register.simple_tag(takes_context=True)
def menu_link(context: template.Context, name: str, icon: str, label: str, power: str = "") -> SafeString:
    """Show a page in the side menu; power: shown only to who holds it over the body."""
    link = _link(context, name, icon, label, power)
    return format_html("<li>{}</li>", link) if link else link


@register.simple_tag(takes_context=True)
def bar_link(context: template.Context, name: str, icon: str, label: str, power: str = "") -> SafeString:
    """Show a page in the phone's bar."""
    return _link(context, name, icon, label, power)


@register.inclusion_tag("_slot.html", takes_context=True)
def slot(context: template.Context, name: str, style: str = "card", pk: object = None) -> dict[str, object]:
    """Keep a place for another app's fragment, which the browser fetches by its URL name.

    pk: when given, the fragment belongs to that record.
    """
    group = context.get("group")
    if pk is None or group is None:
        return {"url": _address(context, name), "style": style}
    try:
        return {"url": reverse(name, args=[group.code, pk]), "style": style}
    except NoReverseMatch:
        return {"url": "", "style": style}


@register.inclusion_tag("_slot.html", takes_context=True)
def slot_of(context: template.Context, named: tuple[str, dict[str, str]]) -> dict[str, object]:
    """Keep a place for another app's fragment: its URL name, and what is asked for behind the "?"."""
    name, asked = named
    address = _address(context, name)
    return {"url": f"{address}?{urlencode(asked)}" if address and asked else address, "style": "card"}
