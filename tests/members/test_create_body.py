"""The first body and the first account, from the command line."""

import pytest
from django.core.management import CommandError, call_command

from members.models import LeadingGroup, StaffRole, User

pytestmark = pytest.mark.django_db

ARGUMENTS = [
    "yunling",
    "--name=云岭县人民政府党组",
    "--government=云岭县人民政府",
    "--superior=中共云岭县委员会",
    "--document-word=云政党组",
    "--term=17",
    "--term-since=2021-07-01",
    "--last-meeting=43",
    "--admin=keeper",
    "--admin-name=管理员",
]


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    answers = iter(words)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))


def test_the_first_body_has_a_term_a_law_and_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "s3cret-words", "s3cret-words")
    call_command("create_body", *ARGUMENTS)
    group = LeadingGroup.objects.get(code="yunling")
    assert group.terms.get().last_ordinal == 43
    assert group.adoptions.count() == 1
    admin = User.objects.get(username="keeper")
    assert admin.check_password("s3cret-words")
    assert StaffRole.objects.get(user=admin).role == "system_admin"


def test_two_different_passwords_found_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "one", "other")
    with pytest.raises(CommandError):
        call_command("create_body", *ARGUMENTS)
    assert not LeadingGroup.objects.exists()


def test_a_second_body_of_the_same_code_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "a-password", "a-password", "a-password", "a-password")
    call_command("create_body", *ARGUMENTS)
    with pytest.raises(CommandError):
        call_command("create_body", *ARGUMENTS[:-2], "--admin=second", "--admin-name=乙")
    assert not User.objects.filter(username="second").exists()
