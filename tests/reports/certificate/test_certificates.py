"""Does a certificate hold, and is each value that was changed named?"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from meetings.models import Decision
from members.printing import pdf
from members.procedure import rulebook
from reports.archive import chain
from reports.archive.verification import public_key
from reports.certificate.certificate import (
    NoVote,
    certificate_facts,
    certificate_text,
    check_here,
    compare,
    signed_text,
)
from reports.certificate.paper_certificate import certificate_paper, matrix, picture
from reports.rehearsal import runner
from reports.rehearsal.outcome import REFUSALS, FirstRefusal
from reports.rehearsal.reader import read_file
from reports.rehearsal.stage import build
from reports.rehearsal.steps import PLAY
from reports.standalone.certificate import (
    FIELDS,
    MARK,
    Checked,
    check,
    digests,
    main,
    message,
    opened,
    written,
)
from reports.standalone.verify import unpacked
from tests.papers.printed import PAPERS
from tests.world.sealed import LaterStory
from tests.world.standing import standing
from votes.models import TallyLine, Vote

pytestmark = pytest.mark.django_db
SCRIPTS = ("04", "05", "l03", "l11", "v01")
"""Scenarios that decide: a chair handed over, secret ballots on paper and on screens, void and again."""
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)

# A secret ballot on screens of nine, one recused and absent, one not counted: everything a certificate can say.
FACTS: dict[str, Any] = {
    "v": 1,
    "org": "yunling",
    "group": "中共云岭县人民政府党组",
    "number": "17-44-3",
    "meeting": "云岭县人民政府党组第44次会议",
    "day": "2025-03-18",
    "item": 3,
    "text": "5f" * 32,
    "rules": "work-rules-2024",
    "law": "HTM110",
    "seats": ["甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八", "壬九", "癸十"],
    "came": "PPPPPPPPAA",
    "marks": "PPRPPPPPQX",
    "base": 9,
    "opening": 8,
    "present": 8,
    "recused": 2,
    "room": 7,
    "denominator": 9,
    "personnel": True,
    "method": "secret_ballot",
    "tally": [5, 1, 1, 0, 0, 0, 0],
    "needed": 5,
    "result": "passed",
}
# What a value is changed to, one after another; the checker must name that value each time.
CHANGES: dict[str, list[Any]] = {
    "v": [2],
    "org": ["qinglan"],
    "group": ["中共青岚县人民政府党组"],
    "number": ["17-44-4"],
    "meeting": ["云岭县人民政府党组第45次会议"],
    "day": ["2025-03-19"],
    "item": [4],
    "text": ["6f" * 32],
    "rules": ["work-rules-2022"],
    "law": ["HHM110", "HTM010", "HTH110", "HTM111", "XTM110", "HTM11"],
    "seats": [[*FACTS["seats"][:9], "癸某"], FACTS["seats"][:9]],
    "came": ["PPPPPPPAAA", "PPPPPPPPA"],
    "marks": ["PPPPPPPPQX", "PPRPPPPPAX", "PPRPPPPPQA", "PPRPPPPP?X"],
    "base": [8, 10, "9"],
    "opening": [7, 4],
    "present": [7, 9],
    "recused": [1, 3],
    "room": [6, 8],
    "denominator": [7, 8],
    "personnel": [False],
    "method": ["show_of_hands", "lot"],
    "tally": [[6, 0, 1, 0, 0, 0, 0], [4, 2, 1, 0, 0, 0, 0], [6, 1, 1, 0, 0, 0, 0], [8, -1, 0, 0, 0, 0, 0], [5, 1]],
    "needed": [4, 6],
    "result": ["not_passed", "deferred", "carried"],
}  # fmt: skip
# These follow from others: even signed anew they are found out.
DERIVED = ("base", "opening", "present", "recused", "room", "denominator", "needed", "result")


def changes() -> Iterator[tuple[str, Any]]:
    for name, values in CHANGES.items():
        yield from ((name, value) for value in values)


def found(checked: Checked) -> set[tuple[str, str]]:
    return {(one.code, one.place) for one in checked.failures}


def resigned(facts: dict[str, Any], key: Ed25519PrivateKey) -> str:
    short = digests(facts)
    return written(facts, chain.public_hex(key), key.sign(message(facts, short)), short)


# ---- the stand-alone check ---------------------------------------------------------------------------------


def test_every_value_is_tried() -> None:
    assert set(CHANGES) == set(FIELDS) == set(FACTS)


def test_an_honest_certificate_holds_and_is_reckoned_in_words() -> None:
    checked = check(signed_text(FACTS), [public_key()])
    assert (checked.failures, checked.anchored, checked.facts) == ([], True, FACTS)
    assert "回避2人：丙三、壬九。" in checked.steps
    assert checked.steps[-1] == "基数9人，超过半数为通过，须赞成5票，实得5票，结果：通过。"
    assert not check(signed_text(FACTS)).anchored


def test_the_same_figures_give_the_same_code() -> None:
    assert signed_text(FACTS) == signed_text(dict(reversed(FACTS.items())))


@pytest.mark.parametrize(("name", "value"), list(changes()))
def test_a_changed_value_is_named(name: str, value: Any) -> None:
    _facts, signer, signature, short = opened(signed_text(FACTS))
    checked = check(written(FACTS | {name: value}, signer, signature, short), [public_key()])
    assert ("value_changed", name) in found(checked)
    assert ("signature_broken", "signature") in found(checked)
    assert {place for code, place in found(checked) if code == "value_changed"} == {name}


@pytest.mark.parametrize(("name", "value"), list(changes()))
def test_a_change_that_hides_its_traces_breaks_the_signature(name: str, value: Any) -> None:
    _facts, signer, signature, _short = opened(signed_text(FACTS))
    changed = FACTS | {name: value}
    checked = check(written(changed, signer, signature, digests(changed)), [public_key()])
    assert ("signature_broken", "signature") in found(checked)
    assert "value_changed" not in {code for code, _place in found(checked)}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, v in changes() if n in DERIVED])
def test_clause_6_5_c_a_value_that_does_not_follow_is_named_whoever_signed_it(name: str, value: Any) -> None:
    checked = check(resigned(FACTS | {name: value}, OTHER))
    assert {("does_not_follow", name), ("malformed", "code")} & found(checked)
    assert "signature_broken" not in {code for code, _place in found(checked)}
    assert ("foreign_key", "signature") in found(check(resigned(FACTS, OTHER), [public_key()]))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"tally": [6, 1, 1, 0, 0, 0, 0]}, "tally"),
        ({"marks": "PPRPPPPPAX"}, "recused"),
        ({"marks": "PPPPPPPPQX"}, "present"),
        ({"came": "PPPPPPPAAA"}, "opening"),
        ({"seats": ["甲"] * 9}, "marks"),
        ({"law": "HTM100"}, "denominator"),
    ],
)
def test_what_no_longer_follows_is_named(change: dict[str, Any], place: str) -> None:
    named = {found_at for code, found_at in found(check(resigned(FACTS | change, OTHER)))}
    assert place in named or "room" in named


def test_clauses_6_4_a_and_6_4_b_a_quorum_that_was_missed_is_named() -> None:
    few = {"came": "PPPPAAAAAA", "marks": "PPPPAAAAAX", "opening": 4, "present": 4, "recused": 0, "room": 4}
    few |= {"tally": [4, 0, 0, 0, 0, 0, 0], "result": "not_passed"}
    assert found(check(resigned(FACTS | few, OTHER))) == {("no_quorum", "opening"), ("no_quorum", "room")}
    # Five of nine are enough to open, and not to decide on a person.
    five = few | {"came": "PPPPPAAAAA", "marks": "PPPPPAAAAX", "opening": 5, "present": 5, "room": 5}
    five |= {"tally": [5, 0, 0, 0, 0, 0, 0], "result": "passed"}
    assert found(check(resigned(FACTS | five, OTHER))) == {("no_quorum", "room")}
    assert check(resigned(FACTS | five | {"personnel": False}, OTHER)).ok


@pytest.mark.parametrize("law", [path.stem for path in rulebook.BOOKS.glob("*.toml")])
def test_a_published_rulebook_is_compared(law: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "good").write_text(signed_text(FACTS | {"rules": law}), encoding="utf-8")
    (tmp_path / "bad").write_text(signed_text(FACTS | {"rules": law, "law": "HHM110"}), encoding="utf-8")
    rules = ["--rules", str(rulebook.BOOKS / f"{law}.toml"), "--key", public_key()]
    assert main([str(tmp_path / "good"), *rules]) == 0
    assert main([str(tmp_path / "bad"), *rules]) == 1
    told = json.loads(capsys.readouterr().out.split("\n}\n", 1)[1])["certificates"][str(tmp_path / "bad")]
    assert [(one["code"], one["place"]) for one in told["failures"]] == [("law_differs", "law")]


@pytest.mark.parametrize("text", ["", "PGDC1", "PGDC2ABC", "PGDC1" + "A" * 400, "PGDC1!!!", "x" * 100_000])
def test_nonsense_cannot_be_read_and_is_said(text: str) -> None:
    assert [(one.code, one.place) for one in check(text).failures] == [("unreadable", "code")]


def test_a_code_that_was_cut_or_altered_anywhere_is_found() -> None:
    text = signed_text(FACTS)
    assert all(not check(text[:at], [public_key()]).ok for at in range(0, len(text) - 1, 7))
    for at in range(len(MARK), len(text) - 2, 3):
        other = "A" if text[at] != "A" else "B"
        assert not check(text[:at] + other + text[at + 1 :], [public_key()]).ok, at


def test_blanks_and_small_letters_of_a_scanner_do_no_harm() -> None:
    text = signed_text(FACTS).lower()
    assert check("\n".join(text[at : at + 60] for at in range(0, len(text), 60)), [public_key()]).ok


def test_the_script_runs_without_the_software(tmp_path: Path) -> None:
    folder = Path(settings.BASE_DIR) / "reports" / "standalone"
    for name in ("verify.py", "certificate.py"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "text").write_text(signed_text(FACTS), encoding="utf-8")
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import certificate; sys.exit(certificate.main(['text']))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True)


# ---- decisions ---------------------------------------------------------------------------------------------


def test_every_decision_of_the_scenarios_is_certified() -> None:
    """Each script that decides something: open and secret ballots, recusals, a chair handed over, other rules."""
    kinds, methods, recused = set(), set(), 0
    for name in SCRIPTS:
        (script,) = (Path(settings.BASE_DIR) / "tests" / "scenarios").glob(f"{name}-*.yaml")
        for decision in _played_out(script):
            checked = check_here(certificate_text(decision))
            assert (script.name, checked.failures, compare(checked, decision)) == (script.name, [], [])
            kinds.add(decision.item.kind)
            methods.add(checked.facts["method"])
            recused += checked.facts["recused"]
    assert "secret_ballot" in methods
    assert len(methods) > 1
    assert len(kinds) > 1
    assert recused > 0


def _played_out(path: Path) -> Iterator[Decision]:
    """Play a script and yield its decisions while its body is there; nothing of it remains."""
    script = read_file(path, runner.book())
    point = transaction.savepoint()
    with rulebook.lent(runner.book().varied(**script.rules)):
        stage = build(script, runner.book().varied(**script.rules).key)
        for step in script.steps:
            # What the script wants refused is refused; only what came of it is looked at here.
            with suppress(*REFUSALS, FirstRefusal):
                PLAY[step.name](stage, step.params)
        yield from Decision.objects.select_related("item__meeting__group").order_by("pk")
    transaction.savepoint_rollback(point)


def closed_meeting() -> LaterStory:
    """Return a meeting with one decision by show of hands, one member on leave and one recused."""
    story = LaterStory()
    story.closed()
    return story


story = standing(closed_meeting)


def reader(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="config.auth.MatrixBackend")
    return client


def decision_of(story: LaterStory) -> Decision:
    return Decision.objects.select_related("item__meeting__group", "item__meeting__chair__user").get(
        group=story.group
    )


def test_a_certificate_tells_how_many_and_never_who(story: LaterStory) -> None:
    decision = decision_of(story)
    facts = certificate_facts(decision)
    assert set(facts) == set(FIELDS)
    assert sum(facts["tally"]) == facts["room"]
    vote = Vote.objects.get(item=decision.item, state="counted")
    assert facts["base"] == vote.base
    assert not TallyLine.objects.filter(vote=vote).exists()
    assert "cast" not in json.dumps(facts)


def test_a_decision_without_a_vote_has_none(story: LaterStory) -> None:
    decision = decision_of(story)
    decision.item = type(decision.item).objects.get(meeting=decision.item.meeting, kind="first_topic")
    with pytest.raises(NoVote):
        certificate_facts(decision)


def test_the_printed_page_is_one_and_carries_the_code(story: LaterStory) -> None:
    facts = certificate_paper(decision_of(story))
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.render(PAPERS["procedure_certificate"].html(facts))))
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert facts.number in text
    assert "程序合规证明" in text.replace(" ", "")
    assert picture(facts.code) in PAPERS["procedure_certificate"].html(facts).replace("&#x27;", "'").replace(
        "&amp;", "&"
    )


def test_the_matrix_of_the_printed_page_is_that_of_the_code(story: LaterStory) -> None:
    """Read the modules back from the rendered page: each dark or light as the symbol of the signed text has it."""
    facts = certificate_paper(decision_of(story))
    symbol = matrix(facts.code)
    page = pypdfium2.PdfDocument(io.BytesIO(pdf.render(PAPERS["procedure_certificate"].html(facts))))[0]
    scale = 8
    image = page.render(scale=scale).to_pil().convert("L")
    size = symbol.symbol_size(border=2)[0]
    left, top, module = _code_in(image, size)
    for row, line in enumerate(symbol.matrix_iter(border=2)):
        for column, dark in enumerate(line):
            at = (round(left + (column + 0.5) * module), round(top + (row + 0.5) * module))
            assert (image.getpixel(at) < 128) == bool(dark), (row, column)
    assert check(facts.code, [public_key()]).ok


def _code_in(image: Any, size: int) -> tuple[float, float, float]:
    """Return left, top and width of a module, in pixels: the code is what stands lowest in the left part of the page."""
    module = 50 / 25.4 * 72 * 8 / size
    grid = image.crop((0, image.height // 2, round(image.width * 0.36), image.height))
    dark = grid.point(lambda level: 255 if level < 128 else 0)
    bottom = dark.getbbox()[3]
    left = dark.crop((0, round(bottom - 10 * module), dark.width, bottom)).getbbox()[0]
    return left - 2 * module, image.height // 2 + bottom - (size - 2) * module, module


# ---- pages and command ---------------------------------------------------------------------------------------


def test_the_page_says_that_a_certificate_holds(story: LaterStory) -> None:
    text = certificate_text(decision_of(story))
    answer = reader(story.user("a")).post("/b/yunling/certificates/check/", {"text": text})
    assert answer.status_code == 200
    assert answer.context["checked"].ok
    assert answer.context["decision"].pk == decision_of(story).pk


def test_the_page_names_what_was_changed(story: LaterStory) -> None:
    _facts, signer, signature, short = opened(certificate_text(decision_of(story)))
    changed = written(_facts | {"tally": [1, 0, 0, 0, 0, 0, 0]}, signer, signature, short)
    answer = reader(story.user("a")).post("/b/yunling/certificates/check/", {"text": changed})
    told = {str(one["place"]) for one in answer.context["faults"]}
    assert "计票" in told
    assert "签名" in told


def test_a_file_may_be_handed_in(story: LaterStory) -> None:
    upload = io.BytesIO(certificate_text(decision_of(story)).encode())
    upload.name = "证明.txt"
    answer = reader(story.clerk).post("/b/yunling/certificates/check/", {"file": upload})
    assert answer.context["checked"].ok


def test_a_certificate_of_another_body_is_checked_and_tells_nothing_of_its_record(story: LaterStory) -> None:
    answer = reader(story.clerk).post("/b/yunling/certificates/check/", {"text": signed_text(FACTS)})
    assert answer.context["decision"] is None


def test_the_checker_can_be_taken_along(story: LaterStory) -> None:
    answer = reader(story.user("a")).get("/b/yunling/certificates/tools/")
    assert set(dict(unpacked(answer.content))) == {"README.txt", "certificate.py", "verify.py"}


def test_the_page_of_a_decision_offers_it(story: LaterStory) -> None:
    client, pk = reader(story.user("a")), decision_of(story).pk
    page = client.get(f"/b/yunling/decisions/{pk}/").content.decode()
    assert f"/b/yunling/documents/procedure_certificate/{pk}/" in page
    assert "dossiers/new" not in page
    assert (
        client.get(f"/b/yunling/documents/procedure_certificate/{pk}/")["Content-Type"] == "application/pdf"
    )
    desk = reader(story.clerk).get(f"/b/yunling/decisions/{pk}/").content.decode()
    assert "/b/yunling/dossiers/new/?scope=matter&amp;matter=" in desk


def test_the_command_checks_all_decisions_and_files(story: LaterStory, tmp_path: Path, capsys: Any) -> None:
    call_command("certificate_verify", "--body", "yunling")
    assert json.loads(capsys.readouterr().out)["ok"]
    decision = Decision.objects.select_related("item__meeting__group").get(group=story.group)
    _facts, signer, signature, short = opened(certificate_text(decision))
    bad = tmp_path / "bad"
    bad.write_text(written(_facts | {"result": "deferred"}, signer, signature, short), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("certificate_verify", str(bad))
    places = {
        one["place"] for one in json.loads(capsys.readouterr().out)["certificates"][str(bad)]["failures"]
    }
    assert places == {"result", "signature"}
