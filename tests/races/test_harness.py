"""Does the harness find the two faults every naive voting program has?  If not, its silence means nothing."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from tests.races.harness import race

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 1000


@pytest.fixture(autouse=True)
def _scratch() -> Iterator[None]:
    """A thousand open polls, without any constraint and with all of them."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS naive_ballot, strict_ballot, naive_poll")
        cursor.execute("CREATE TABLE naive_poll (id int PRIMARY KEY, state text, counted int)")
        cursor.execute("CREATE TABLE naive_ballot (poll int, member int)")
        cursor.execute("CREATE TABLE strict_ballot (poll int, member int, UNIQUE (poll, member))")
        cursor.execute(
            "INSERT INTO naive_poll SELECT n, 'open', NULL FROM generate_series(0, %s) n", [ROUNDS]
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE naive_ballot, strict_ballot, naive_poll")


def ask(sql: str, *values: object) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else ()


def naive_cast(poll: int, member: int = 1) -> bool:
    """Look first, then write: what everybody writes first."""
    with transaction.atomic():
        if ask("SELECT state FROM naive_poll WHERE id = %s", poll) != ("open",):
            return False
        if ask("SELECT count(*) FROM naive_ballot WHERE poll = %s AND member = %s", poll, member) != (0,):
            return False
        ask("INSERT INTO naive_ballot VALUES (%s, %s)", poll, member)
    return True


def naive_close(poll: int) -> bool:
    with transaction.atomic():
        ask(
            "UPDATE naive_poll SET state = 'closed', counted = "
            "(SELECT count(*) FROM naive_ballot WHERE poll = %s) WHERE id = %s",
            poll,
            poll,
        )
    return True


def strict_cast(poll: int, member: int = 1) -> bool:
    """Lock the poll, and let a constraint have the last word."""
    try:
        with transaction.atomic():
            if ask("SELECT state FROM naive_poll WHERE id = %s FOR UPDATE", poll) != ("open",):
                return False
            ask("INSERT INTO strict_ballot VALUES (%s, %s)", poll, member)
    except IntegrityError:
        return False
    return True


def strict_close(poll: int) -> bool:
    with transaction.atomic():
        ask("SELECT state FROM naive_poll WHERE id = %s FOR UPDATE", poll)
        (cast,) = ask("SELECT count(*) FROM strict_ballot WHERE poll = %s", poll)
        ask("UPDATE naive_poll SET state = 'closed', counted = %s WHERE id = %s", cast, poll)
    return True


def doubled(table: str) -> int:
    (polls,) = ask(
        f"SELECT count(*) FROM (SELECT poll FROM {table} GROUP BY poll, member HAVING count(*) > 1) d"
    )
    return int(str(polls))


def counted() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT counted FROM naive_poll WHERE id < %s ORDER BY id", [ROUNDS])
        return [row[0] for row in cursor.fetchall()]


def lost(outcomes: list[tuple[object, ...]]) -> int:
    """In how many rounds is the count another number than that of the acknowledged casts?"""
    acknowledged = [bool(casting.value) for casting, _ in outcomes]  # type: ignore[attr-defined]
    return sum(yes != count for yes, count in zip(acknowledged, counted(), strict=True))


def test_the_naive_program_lets_somebody_vote_twice() -> None:
    race(ROUNDS, naive_cast, naive_cast)
    assert doubled("naive_ballot") > ROUNDS // 20


def test_the_naive_program_loses_votes_it_has_acknowledged() -> None:
    outcomes = race(ROUNDS, naive_cast, naive_close)
    assert lost(outcomes) > ROUNDS // 100


def test_lock_and_constraint_let_nobody_vote_twice() -> None:
    outcomes = race(ROUNDS, strict_cast, strict_cast)
    assert doubled("strict_ballot") == 0
    assert all(one.value + other.value == 1 for one, other in outcomes)
    firsts = Counter(one.value for one, _ in outcomes)
    assert min(firsts[True], firsts[False]) > ROUNDS // 10, "one thread always won: that was no race"


def test_lock_and_constraint_lose_no_vote() -> None:
    outcomes = race(ROUNDS, strict_cast, strict_close)
    assert lost(outcomes) == 0
    firsts = Counter(casting.value for casting, _ in outcomes)
    assert min(firsts[True], firsts[False]) > ROUNDS // 10, "one thread always won: that was no race"


def test_an_error_is_an_outcome_and_rounds_stay_together() -> None:
    def fail(number: int) -> None:
        raise LookupError(number)

    outcomes = race(5, lambda number: number, fail)
    assert [one.value for one, _ in outcomes] == list(range(5))
    assert all(isinstance(other.error, LookupError) and not other.done for _, other in outcomes)
