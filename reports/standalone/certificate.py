"""Does the result of a decision follow from roster, quorum, recusals and tally, as its certificate says?

Standard library and `cryptography`, with verify.py beside it, so that it runs where the software does not:

    python3 certificate.py CERTIFICATE.txt … [--key HEX] … [--rules WORK-RULES.toml]

CERTIFICATE.txt holds what a scanner reads from the code printed on a certificate; "-" stands for standard
input.  Ends with 0 when nothing is wrong, else with 1.  Each failure names the value that was changed, or
that does not follow from the others.  Without --key it is not proven who signed ("anchored": false).
"""

import argparse
import base64
import json
import sys
import tomllib
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

if __package__:
    from reports.standalone.verify import MALFORMED, Failure, jcs, reaches, sha256, signed
else:  # beside verify.py, without the software
    from verify import MALFORMED, Failure, jcs, reaches, sha256, signed  # type: ignore[import-not-found,no-redef]

MARK, SUITE = "PGDC1", "ed25519-sha256-jcs-1"
# In this order stand the short digests that tell which value was changed.
FIELDS = (
    "v", "org", "group", "number", "meeting", "day", "item", "text", "rules", "law", "seats", "came",
    "marks", "base", "opening", "present", "recused", "room", "denominator", "personnel", "method",
    "tally", "needed", "result",
)  # fmt: skip
KEY, SIGNATURE, SHORT = 32, 64, 3
SHARES = {"H": "AT_LEAST_HALF", "M": "MORE_THAN_HALF", "T": "AT_LEAST_TWO_THIRDS"}
LAW = ("quorum_ordinary", "quorum_personnel", "pass_rule")
SWITCHES = ("ordinary_quorum_rechecked_per_item", "recusal_in_denominator", "recusal_counts_as_present")
TALLY = ("approve", "oppose", "abstain", "defer", "not_voted", "invalid", "not_returned")
METHODS = ("oral", "show_of_hands", "signed_ballot", "secret_ballot")
PRESENT, RECUSED, AWAY_RECUSED, AWAY, NOT_COUNTED = "P", "R", "Q", "A", "X"
LARGEST = 64 * 1024
# What certificates have in common is not said again in the code: it is packed against these words.
COMMON = (
    "会议第次会议中共县人民政府党组"
    '"v":1},"tally":[0,0,0,0,0,0,0],"text":","seats":["","signed_ballot","secret_ballot","oral",'
    '{"base":9,"came":"PPPPPPPPPAX","day":"2025-01-","denominator":9,"group":"中共县人民政府党组","item":2,'
    '"law":"HTM110","marks":"PPPPPPPPPRQAX","meeting":"县人民政府党组第次会议","method":"show_of_hands","needed":5,'
    '"number":"17-","opening":9,"org":"","personnel":false,"present":9,"recused":0,"result":"passed","room":9,'
    '"rules":"work-rules-2024","seats":["'
).encode()


@dataclass(slots=True)
class Checked:
    """What was found in one certificate.

    facts: as it says; signer: public key (hex); anchored: the key came from outside; steps: the recomputation in words
    """

    facts: dict[str, Any] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    signer: str = ""
    anchored: bool = False
    steps: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.failures

    def fail(self, code: str, place: str, detail: object = "") -> None:
        """Note a failure."""
        self.failures.append(Failure(code, place, str(detail)))


# ---- the form of the code ------------------------------------------------------------------------------


def digests(facts: Mapping[str, Any]) -> bytes:
    """Return the short digest of each value, in order."""
    return b"".join(_short(name, facts.get(name)) for name in FIELDS)


def _short(name: str, value: Any) -> bytes:
    return bytes.fromhex(sha256(jcs([name, value])))[:SHORT]


def message(facts: Mapping[str, Any], short: bytes) -> bytes:
    """Return what is signed: kind and body, the whole of the facts, the digests of its values."""
    return f"certificate|{SUITE}|{facts['org']}|".encode() + bytes.fromhex(sha256(jcs(dict(facts)))) + short


def written(facts: Mapping[str, Any], public_key: str, signature: bytes, short: bytes) -> str:
    """Return the text of the code: capitals and digits alone, so that nothing is lost in copying it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, COMMON)
    data = packer.compress(jcs(dict(facts))) + packer.flush()
    body = bytes.fromhex(public_key) + signature + short + data
    return MARK + base64.b32encode(body).decode().rstrip("=")


def opened(text: str) -> tuple[dict[str, Any], str, bytes, bytes]:
    """Read the text of a code: facts, public key (hex), signature, digests.  Raises ValueError."""
    plain = "".join(text.split()).upper()
    if not plain.startswith(MARK) or len(plain) > LARGEST:
        raise ValueError(f"the text does not begin with {MARK}")
    code = plain.removeprefix(MARK)
    body = base64.b32decode(code + "=" * (-len(code) % 8))
    head = KEY + SIGNATURE + SHORT * len(FIELDS)
    reader = zlib.decompressobj(-15, COMMON)
    try:
        raw = reader.decompress(body[head:], LARGEST)
    except zlib.error as error:
        raise ValueError(f"the data do not unpack: {error}") from None
    if not reader.eof or reader.unused_data:
        raise ValueError("the data are cut off or longer than they say")
    facts = json.loads(raw.decode())
    if not isinstance(facts, dict) or jcs(facts) != raw:
        raise ValueError("the data are not in canonical form")
    return facts, body[:KEY].hex(), body[KEY : KEY + SIGNATURE], body[KEY + SIGNATURE : head]


# ---- the check -----------------------------------------------------------------------------------------


def check(text: str, keys: Collection[str] = (), rules: Mapping[str, Any] | None = None) -> Checked:
    """Check one certificate.  keys: trusted public keys (hex); rules: the work rules (read from their TOML)."""
    checked = Checked()
    try:
        checked.facts, checked.signer, signature, short = opened(text)
    except MALFORMED as error:
        checked.fail("unreadable", "code", error)
        return checked
    facts = checked.facts
    for at, name in enumerate(FIELDS):
        if name not in facts:
            checked.fail("value_missing", name)
        elif _short(name, facts[name]) != short[at * SHORT : (at + 1) * SHORT]:
            checked.fail("value_changed", name, facts[name])
    for name in sorted(set(facts) - set(FIELDS)):
        checked.fail("value_unknown", name)
    if "org" in facts and not signed(checked.signer, signature, message(facts, short)):
        checked.fail("signature_broken", "signature")
    checked.anchored = bool(keys)
    if keys and checked.signer not in keys:
        checked.fail("foreign_key", "signature", checked.signer)
    try:
        for code, place, detail in _faults(facts):
            checked.fail(code, place, detail)
        checked.steps = steps(facts)
    except MALFORMED as error:
        checked.fail("malformed", "code", f"{type(error).__name__}: {error}")
    if rules is not None:
        _compare_rules(checked, rules)
    return checked


def law_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters a certificate was reckoned with, by their names.  Raises ValueError, KeyError."""
    code = facts["law"]
    if len(code) != len(LAW) + len(SWITCHES) or set(code[len(LAW) :]) - {"0", "1"}:
        raise ValueError("law")
    shares = {name: SHARES[letter] for name, letter in zip(LAW, code, strict=False)}
    return shares | {name: digit == "1" for name, digit in zip(SWITCHES, code[len(LAW) :], strict=True)}


def law_code(values: Mapping[str, Any]) -> str:
    """Write parameters as a certificate does: one letter for each share, one digit for each switch."""
    letters = {name: letter for letter, name in SHARES.items()}
    return "".join(letters[values[name]] for name in LAW) + "".join(
        str(int(values[name])) for name in SWITCHES
    )


def _compare_rules(checked: Checked, rules: Mapping[str, Any]) -> None:
    facts = checked.facts
    if rules.get("key") != facts.get("rules"):
        checked.fail("other_rules", "rules", rules.get("key"))
        return
    known = rules["parameters"]["meeting"]
    expected = law_code({name: known[name]["value"] for name in (*LAW, *SWITCHES)})
    if expected != facts.get("law"):
        checked.fail("law_differs", "law", f"{facts.get('law')}, {expected}")


Fault = tuple[str, str, object]


def _faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    law, marks, came, tally = law_of(facts), facts["marks"], facts["came"], facts["tally"]
    counts = {mark: marks.count(mark) for mark in "PRQAX"}
    if sum(counts.values()) != len(marks) or len(marks) != len(facts["seats"]):
        yield "does_not_follow", "marks", f"{len(facts['seats'])} / {marks}"
    if len(came) != len(marks) or set(came) - {PRESENT, AWAY}:
        yield "does_not_follow", "came", came
    base, recused, room = (
        len(marks) - counts[NOT_COUNTED],
        counts[RECUSED] + counts[AWAY_RECUSED],
        counts[PRESENT],
    )
    opening = sum(seat == PRESENT and mark != NOT_COUNTED for seat, mark in zip(came, marks, strict=False))
    yield from _differing(
        facts, base=base, opening=opening, present=room + counts[RECUSED], recused=recused, room=room
    )
    yield from _differing(
        facts, denominator=facts["base"] - (0 if law["recusal_in_denominator"] else facts["recused"])
    )
    if not reaches(law["quorum_ordinary"], facts["opening"], facts["base"]):
        yield "no_quorum", "opening", f"{facts['opening']} / {facts['base']}"
    personnel = facts["personnel"]
    attending = facts["present" if law["recusal_counts_as_present"] else "room"]
    share = law["quorum_personnel" if personnel else "quorum_ordinary"]
    if (personnel or law["ordinary_quorum_rechecked_per_item"]) and not reaches(
        share, attending, facts["base"]
    ):
        yield "no_quorum", "room", f"{attending} / {facts['base']}"
    if facts["method"] not in METHODS:
        yield "unknown_method", "method", facts["method"]
    if (
        len(tally) != len(TALLY)
        or any(type(n) is not int or n < 0 for n in tally)
        or sum(tally) != facts["room"]
    ):
        yield "does_not_follow", "tally", f"{tally}, {facts['room']}"
    yield from _result_faults(facts, law)


def _result_faults(facts: Mapping[str, Any], law: Mapping[str, Any]) -> Iterator[Fault]:
    approve, defer = facts["tally"][0], facts["tally"][3]
    base = facts["denominator"]
    enough = (n for n in range(1, base + 1) if reaches(law["pass_rule"], n, base))
    yield from _differing(facts, needed=next(enough, base + 1))
    passed = reaches(law["pass_rule"], approve, base)
    yield from _differing(facts, result="passed" if passed else "deferred" if defer else "not_passed")


def _differing(facts: Mapping[str, Any], **expected: Any) -> Iterator[Fault]:
    for name, value in expected.items():
        if facts[name] != value or type(facts[name]) is not type(value):
            yield "does_not_follow", name, f"{facts[name]}, {value}"


def steps(facts: Mapping[str, Any]) -> list[str]:
    """Return the recomputation in words, Chinese, one step a line."""
    law, marks, seats = law_of(facts), facts["marks"], facts["seats"]

    def named(*wanted: str) -> str:
        return "、".join(name for name, mark in zip(seats, marks, strict=False) if mark in wanted) or "无"

    share = {"AT_LEAST_HALF": "半数以上", "MORE_THAN_HALF": "超过半数", "AT_LEAST_TWO_THIRDS": "三分之二以上"}
    personnel = facts["personnel"]
    quorum = law["quorum_personnel" if personnel else "quorum_ordinary"]
    tally = dict(zip(TALLY, facts["tally"], strict=True))
    words = {"approve": "赞成", "oppose": "反对", "abstain": "弃权", "defer": "缓议", "not_voted": "未表态"}
    words |= {"invalid": "无效票", "not_returned": "未收回"}
    shown = "，".join(f"{words[name]}{n}" for name, n in tally.items() if n or name in TALLY[:3])
    result = {"passed": "通过", "not_passed": "未通过", "deferred": "缓议"}[facts["result"]]
    return [
        f"应到会{facts['base']}人：{named('P', 'R', 'Q', 'A')}；不计入应到：{named('X')}。",
        f"开会时到会{facts['opening']}人，会议须有应到会成员{share[law['quorum_ordinary']]}到会。",
        f"表决时在场{facts['room']}人：{named('P')}；未到会：{named('A', 'Q')}；本事项须有{share[quorum]}到会。",
        f"回避{facts['recused']}人：{named('R', 'Q')}。",
        f"计票：{shown}，合计{sum(facts['tally'])}人。",
        f"基数{facts['denominator']}人，{share[law['pass_rule']]}为通过，须赞成{facts['needed']}票，"  # noqa: ISC004
        f"实得{tally['approve']}票，结果：{result}。",
    ]


def main(arguments: Iterable[str] | None = None) -> int:
    """Check the certificates named; print the reports as JSON; return 0 or 1."""
    parser = argparse.ArgumentParser(description="Check certificates of procedure.")
    parser.add_argument("certificates", nargs="+")
    parser.add_argument("--key", action="append", default=[], help="trusted public key, 64 hex digits")
    parser.add_argument("--rules", type=Path, help="the work rules as published (TOML)")
    options = parser.parse_args(None if arguments is None else list(arguments))
    rules = tomllib.loads(options.rules.read_text(encoding="utf-8")) if options.rules else None
    keys = [key.strip().lower() for key in options.key]
    told = {}
    for name in options.certificates:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        checked = check(text, keys, rules)
        told[name] = {"ok": checked.ok, **asdict(checked)}
    ok = all(row["ok"] for row in told.values())
    print(json.dumps({"ok": ok, "certificates": told}, ensure_ascii=False, indent=1))  # noqa: T201
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
