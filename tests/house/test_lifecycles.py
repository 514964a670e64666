"""Is each act what it is called?  Tables of acts against the code that performs them.

An act that is declared is done somewhere; a function enters the verb it is named for; a state has a table, and only
the door moves it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from members.procedure.lifecycle import Lifecycle
from tests.house.test_structure import ROOT, records, sources

NO_RECORDS = {
    "Delivery": "a queue: the worker claims and marks its rows in one statement, and no person acts on it",
}
"""Models whose state no table of acts governs, each with the reason."""

NAMED_OTHERWISE = {
    # a part is changed: the entry stands in the whole's journal, under the whole's act
    "save_list_entry": {"edit_list"},
    "save_line": {"edit_plan"},
    "remove_line": {"edit_plan"},
    "add_responsibility": {"edit_responsibilities"},
    "remove_responsibility": {"edit_responsibilities"},
    "report_on_duties": {"report_on_list"},
    "place_proposal": {"change_agenda"},
    "order_agenda": {"change_agenda"},
    "remove_item": {"change_agenda", "release_proposal"},
    "confirm_all": {"confirm_stay"},
    # one act brings another with it, each with its own entry
    "agree_to_close": {"close_task"},
    "submit_outline": {"approve_outline"},
    "carry_over": {"carry_measure"},
    "cancel_meeting": {"release_proposal"},
    "record_decision": {"supersede_decision"},
    "add_item": {"add_ad_hoc_item"},
    # one form, two outcomes
    "settle_pending": {"confirm_pending", "void_pending"},
    "answer_finding": {"tell_cure"},
    "remove_dossier": {"expire_dossier"},
    "take_out": {"download_dossier"},
    "expire_inspections": {"expire_inspection"},
    # the function says of what, because the act's name alone occurs twice among the actions
    "amend_meeting": {"edit_meeting"},
    "edit_measure": {"amend_measure"},
    "void_item_vote": {"void_vote"},
    "cast_ballot": {"cast"},
    "open_session": {"begin_study"},
    "close_session": {"end_study"},
    "attach_life_paper": {"attach_paper"},
    "attach_upward_file": {"attach_file"},
    "remove_upward_file": {"remove_file"},
}
"""Functions that enter another verb than their own name; every row is used, and every other function is named alike."""


def lifecycles() -> Iterator[tuple[str, Lifecycle]]:
    for model in records():
        if model.lifecycle is not None:
            yield model.__name__, model.lifecycle


def declared() -> dict[str, str]:
    return {t.verb: name for name, table in lifecycles() for t in table.transitions}


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _verbs(node: ast.AST, known: set[str]) -> set[str]:
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value in known
    }


def performed() -> dict[str, set[str]]:
    """Return the verbs each function performs, through the door, a private function of the same file, or a table."""
    known = set(declared())
    done: dict[str, set[str]] = {}
    for path in sources():
        tree = ast.parse(path.read_text())
        private = {
            n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("_")
        }
        doors = {"advance", "enter", "part", "transition"} | (private if "actions" in path.parts else set())
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
            names = {
                word.id
                for call in ast.walk(function)
                if _called(call) in {"advance", "enter", "part"}
                for word in call.args[1:2]  # type: ignore[attr-defined]  # a call
                if isinstance(word, ast.Name)
            }
            verbs: set[str] = set()
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _called(node) in doors:
                    verbs |= {verb for argument in node.args for verb in _verbs(argument, known)}
                if isinstance(node, ast.Assign) and {getattr(t, "id", "") for t in node.targets} & names:
                    verbs |= _verbs(node.value, known)
            if verbs:
                done.setdefault(function.name, set()).update(verbs)
    return done


def test_every_declared_act_is_performed_somewhere() -> None:
    """No table promises an act that no code does, as withdraw_recusal and edit_task were promised."""
    done = set().union(*performed().values())
    assert {verb: name for verb, name in declared().items() if verb not in done} == {}


def _actions() -> Iterator[tuple[str, set[str]]]:
    public = {
        node.name
        for path in sources()
        if "actions" in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    return ((name, verbs) for name, verbs in performed().items() if name in public)


def test_a_function_enters_the_act_it_is_named_for() -> None:
    """Dismissing a recusal is not entered as declaring one, nor removing a problem as listing it."""
    wrong = {
        name: odd for name, verbs in _actions() if (odd := verbs - {name} - NAMED_OTHERWISE.get(name, set()))
    }
    assert wrong == {}


def test_every_row_of_the_list_of_other_names_is_used() -> None:
    done = performed()
    assert {name: v for name, v in NAMED_OTHERWISE.items() if not v <= done.get(name, set())} == {}


def _with_state() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if any(f.name == "state" for f in m._meta.local_fields)]


@pytest.mark.parametrize("model", _with_state(), ids=lambda m: m.__name__)
def test_a_record_with_a_state_has_a_table_of_acts(model: type[models.Model]) -> None:
    assert (getattr(model, "lifecycle", None) is not None) != (model.__name__ in NO_RECORDS)


def _assignments(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            for each in ast.walk(target):
                if isinstance(each, ast.Attribute) and each.attr == "state":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_only_the_door_assigns_to_a_state() -> None:
    assert [place for path in sources() for place in _assignments(path)] == []
