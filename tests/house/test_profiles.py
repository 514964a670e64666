"""Does every record know itself?  What it is called, where it belongs, its page, whose it is, what is found of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse

from config.permissions import MATRIX
from members.models import LeadingGroup, Membership
from members.procedure import profile
from members.procedure.profile import Searched
from members.procedure.record import Record
from tests.house.test_structure import records

RECORDS = records()
SEARCHED = [model for model in RECORDS if model.profile.searched]
each: Callable[..., Any] = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
each_searched = pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model.__name__)


def own(model: type[Record]) -> Searched:
    assert model.profile.searched is not None
    return model.profile.searched


def stands_at(model: Any, path: str) -> bool:
    """Say whether a path of attributes leads somewhere: through fields, at last to a field or a property."""
    name, _dot, rest = path.partition(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return not rest and hasattr(model, name)
    return stands_at(field.related_model, rest) if rest else True


@each
def test_a_record_belongs_to_a_body(model: type[Record]) -> None:
    if model is LeadingGroup:
        return
    above: Any = model
    for step in profile.path_to_body(model).split("__"):
        above = above._meta.get_field(step).related_model
    assert above is LeadingGroup


@each
def test_a_record_is_shown_by_its_own_page_or_by_one_above_it(model: type[Record]) -> None:
    if not profile.page_name(model):
        above = profile.parent_of(model)
        assert not above or isinstance(model._meta.get_field(above), models.ForeignKey)
        return
    assert reverse(profile.page_name(model), args=["own", 1]) == profile.page_address(model, 1, "own")


def test_every_page_of_a_record_is_that_of_one_model() -> None:
    pages = [profile.page_name(model) for model in RECORDS if profile.page_name(model)]
    assert len(pages) == len(set(pages)) > 30


@each
def test_the_member_whose_record_it_is_holds_a_seat(model: type[Record]) -> None:
    fields = {field.name: field for field in model._meta.get_fields()}
    if model.profile.seat == "membership" and "membership" not in fields:
        return
    assert fields[model.profile.seat].related_model is Membership


@each_searched
def test_what_is_searched_stands_at_the_model(model: type[Record]) -> None:
    searched = own(model)
    assert searched.power in MATRIX
    paths = f"{searched.title} {searched.texts} {searched.day} {searched.closed} {searched.shown_by}".split()
    assert [path for path in paths if not stands_at(model, path)] == []
    model._default_manager.select_related(*searched.joined.split()).prefetch_related(
        *profile.rows_along(model, searched)
    ).none()


@each_searched
def test_what_is_found_has_a_page(model: type[Record]) -> None:
    shown = own(model).shown_by
    page: Any = model._meta.get_field(shown).related_model if shown else model
    assert profile.page_name(page)
