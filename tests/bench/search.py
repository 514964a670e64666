"""How long does the search over everything take?  Prints; proves nothing.

    .venv/bin/python -m tests.bench.search 10000 100000
    TEST_DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.search 10000 100000

Statements of about 500 characters from a vocabulary of 4,000 words of two characters, as frequent as words are (Zipf), in a
database of its own.  For each size: milliseconds (median, slowest of 30) of the whole page by kind of word, and of taking
200 records in.
"""

import os
import random
import statistics
import sys
import time
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection  # noqa: E402  (the application is set up first)
from django.db.models import QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from members.models import Membership, User  # noqa: E402
from reports.registers.models.activities import Statement  # noqa: E402
from reports.search import keeping  # noqa: E402
from reports.search.models import SearchEntry  # noqa: E402
from tests.cast import make_body  # noqa: E402

WORDS, LENGTH, TIMES = 4000, 250, 30
CHARACTERS = [chr(0x4E00 + n * 7) for n in range(700)]


def main(sizes: list[int]) -> None:
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    rng = random.Random(2025)
    vocabulary = ["".join(rng.choices(CHARACTERS, k=2)) for _ in range(WORDS)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    cast = make_body("bench", {"s": "secretary", "a": "member"})
    user: User = cast.user("s")
    client = Client()
    client.force_login(user)
    made = 0
    for size in sizes:
        fill(cast.group, cast.seats["a"], size - made, rng, vocabulary, weights)
        made = size
        began = time.perf_counter()
        keeping.rebuild(timezone.now())
        built = time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(
            f"{connection.vendor}: {size} records, index made anew in {built:.0f} s ({SearchEntry.objects.count()} entries)"
        )
        asked = {
            "commonest word": vocabulary[0],
            "common word": vocabulary[20],
            "rare word": vocabulary[-1],
            "four characters": vocabulary[3] + vocabulary[5],
            "two words": f"{vocabulary[2]} {vocabulary[50]}",
            "nothing": "龘靐齉爩",
        }
        for name, text in asked.items():
            took, queries, found = page(client, text)
            print(
                f"  {name:16} median {statistics.median(took):6.0f} ms, slowest {max(took):6.0f} ms, {queries} queries, {found} hits"
            )
        began = time.perf_counter()
        keeping._write(
            keeping.BY_KIND["statement"],
            keeping.BY_KIND["statement"].rows().filter(pk__gt=Statement.objects.latest("pk").pk - 200),
        )
        print(f"  200 records taken in: {(time.perf_counter() - began) * 1000:.0f} ms")


def page(client: Client, text: str) -> tuple[list[float], int, int]:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = client.get("/b/bench/search/", {"q": text})
        took.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get("/b/bench/search/", {"q": text})
    return took, len(asked), answer.context["page"].paginator.count


def fill(
    group, seat: Membership, count: int, rng: random.Random, vocabulary: list[str], weights: list[float]
) -> None:
    rows = []
    for number in range(count):
        words = rng.choices(vocabulary, weights, k=LENGTH)
        day = date(2015, 1, 1) + timedelta(days=number % 3650)
        rows.append(
            Statement(group=group, speaker=seat, occasion="".join(words[:6]), day=day, gist="".join(words))
        )
    # Only reading is measured.
    QuerySet(Statement).bulk_create(rows, batch_size=1000)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000])
