"""Who may act for whom, in what, from when to when?  授权书 (clause 4.4-e)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.models import Authorization
from members.papers.words import POSTS
from members.printing.paper import Paper, Section, register
from members.printing.parts import Facts, Text
from members.printing.wording import BLANK_DAY, day, numeral
from members.procedure.verdict import gettext_noop

BLANK_NAME = "\u3000" * 5
POWERS = {
    "convene": "召集党组会议",
    "preside": "主持党组会议",
    "sign": "签发会议纪要",
    "approve_leave": "审批请假",
}


@dataclass(frozen=True, slots=True)
class AuthorisationFacts(Facts):
    """One authorisation.

    scope: what may be done, one entry a power (召集党组会议, 主持党组会议, 签发会议纪要)
    basis: decision or paper it rests on; conditions: limits; signed_on: day of the grantor's signature
    revoked_on and revocation: when and why it ended early, empty while it runs
    """

    number: str = ""
    group: str = ""
    grantor: str = ""
    grantor_post: str = ""
    grantee: str = ""
    grantee_post: str = ""
    scope: tuple[str, ...] = ()
    basis: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    conditions: str = ""
    signed_on: date | None = None
    revoked_on: date | None = None
    revocation: str = ""


def authorisation_facts(given: Authorization) -> AuthorisationFacts:
    """Return the facts of an authorisation.  Clause 4.4-e."""
    return AuthorisationFacts(
        group=given.group.full_name,
        grantor=given.grantor.name,
        grantor_post=given.grantor.government_post or POSTS[given.grantor.post],
        grantee=given.grantee.name,
        grantee_post=given.grantee.government_post or POSTS[given.grantee.post],
        scope=tuple(POWERS.get(power, power) for power in given.powers),
        basis=given.basis,
        starts_on=given.since,
        ends_on=given.until,
        conditions=given.conditions,
        signed_on=given.since,
        revoked_on=given.revoked_on,
    )


def _derived(facts: AuthorisationFacts) -> Mapping[str, object]:
    revoked = f"（本授权于{day(facts.revoked_on)}收回。{facts.revocation}）" if facts.revoked_on else ""
    return {"lines": _lines(facts), "revoked": revoked}


def _lines(facts: AuthorisationFacts) -> list[Text]:
    """Return the text: who authorises whom, then scope, basis, time and limits as numbered sections."""
    grantor = f"{facts.grantor_post}{facts.grantor}" or BLANK_NAME
    grantee = f"{facts.grantee_post}{facts.grantee}" or BLANK_NAME
    sections = (
        ("授权事项", "；".join(facts.scope) or BLANK_NAME * 2),
        ("授权依据", facts.basis or BLANK_NAME * 2),
        ("授权期限", f"自{day(facts.starts_on) or BLANK_DAY}起至{day(facts.ends_on) or BLANK_DAY}止"),
        ("限制条件", facts.conditions or "被授权人应当在授权范围内行使职权"),
    )
    opening = Text(f"根据{facts.group}工作需要，{grantor}授权{grantee}在下列范围内行使职权：")
    numbered = [(f"{numeral(order)}、{label}", text) for order, (label, text) in enumerate(sections, start=1)]
    closing = Text("本授权不得转授。授权人离任或者授权期满，本授权自行失效。")
    return [opening, *(Text(f"{lead}：{text.rstrip('。')}。", lead) for lead, text in numbered), closing]


register(
    Paper(
        name="authorisation",
        title=gettext_noop("Authorisation"),
        order=150,
        section=Section.MEETING,
        blank=AuthorisationFacts(),
        derived=_derived,
        records=lambda group, _user: Authorization.objects.filter(group=group).select_related(
            "group", "grantor__user", "grantee__user"
        ),
        facts=authorisation_facts,
        label=lambda given: f"{given}　{given.since:%Y-%m-%d}",
        search=("grantee__user__name", "basis"),
        power="members.read",
    )
)
