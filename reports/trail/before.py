"""What came before the meeting: the topic, its place in the list of major questions, the notice?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from meetings.rules import agenda, notice_period
from meetings.rules import kinds as kind_rules
from members.tables.register import shown
from reports.trail.gather import Case, day_of
from reports.trail.shape import Draft, Rows, TrailStep


def proposal(case: Case) -> TrailStep:
    """The topic: proposed by a member, checked, accepted by the secretary.  Clauses 6.3-a, 6.3-b."""
    step = Draft("proposal", _("Topic proposed"), "6.3-b")
    topic = case.item.proposal
    if topic is None:
        step.on = None
        if case.item.ad_hoc:
            step.differs(
                _("The item was taken up at the meeting, without an approval form."), case.item.ad_hoc_reason
            )
        else:
            step.differs(_("The item was put on the agenda without an approval form."))
        return step.done()
    submitted = case.entry("submit_proposal", case.topic_entries)
    accepted = case.entry("accept_proposal", case.topic_entries)
    step.on = day_of(accepted.at if accepted else topic.created_at)
    step.say(_("Proposed by"), topic.proposer.user.name)
    step.say(_("Proposing unit"), topic.proposing_unit)
    step.say(_("Submitted"), submitted.at if submitted else None)
    step.say(_("Accepted by"), f"{accepted.by} · {shown(accepted.at)}" if accepted else "")
    step.say(_("Policy basis"), topic.policy_basis)
    step.say(_("Review of legality"), topic.prior_legality)
    if accepted is None:
        step.lacks(_("It is not on record that the secretary accepted the topic."))
    lacking = topic.missing()
    if lacking:
        names = "、".join(str(topic._meta.get_field(name).verbose_name) for name in lacking)  # type: ignore[union-attr]  # only plain fields are named
        step.differs(_("Still missing on the form: %(fields)s.") % {"fields": names}, topic.check_note)
    if topic.disagreement:
        step.differs(_("A disagreement was left among those asked."), topic.disagreement)
    return step.done()


def listed(case: Case) -> TrailStep:
    """The category, and the entry of the list in force on the day.  Clauses 4.2-a, 4.2-b, 4.2-c."""
    item, topic, version = case.item, case.item.proposal, case.list_in_force
    major = kind_rules.major(item.kinds)
    step = Draft("list", _("List of major questions"), "4.2-b", needed=major)
    labels = dict(item._meta.get_field("kind").flatchoices)
    step.say(_("Category"), "、".join(str(labels.get(kind, kind)) for kind in item.kinds))
    step.say(_("List in force"), f"{version} · {shown(version.effective_from)}" if version else "")
    if not major:
        return step.done()
    if version is None:
        step.lacks(_("No list of major questions was in force on the day of the meeting."))
    entry = topic.list_entry if topic else None
    if entry is not None:
        step.say(_("Entry of the list"), entry.matter)
        step.say(_("Threshold"), entry.threshold_text)
        step.say(_("Sum concerned (10,000 yuan)"), topic.amount if topic else None)
        if version is not None and entry.issue_list_id != version.pk:
            step.differs(
                _("The topic points to an entry of another version than the one in force."), clause="4.2-c"
            )
    elif topic is not None and topic.outside_list_reason:
        step.differs(_("The matter stands outside the list."), topic.outside_list_reason)
    else:
        step.differs(_("The item points to no entry of the list."))
    return step.done()


def notice(case: Case) -> TrailStep:
    """The written notice: how far ahead, to whom, read by whom.  Clause 6.3-c."""
    meeting, item, law = case.meeting, case.item, case.book.meeting
    step = Draft("notice", pgettext_lazy("trail", "Notice given"), "6.3-c")
    first = case.notices[0] if case.notices else None
    if first is None:
        step.lacks(_("No notice was given."))
        return step.done()
    step.on = day_of(first.issued_at)
    days = (meeting.day - step.on).days if step.on else 0
    step.say(_("Given"), f"{shown(first.issued_at)} · {first.issued_by or '—'}")
    step.say(_("Ahead"), ngettext("%(days)s day", "%(days)s days", days) % {"days": days})
    step.say(_("Supplements"), len(case.notices) - 1 or "")
    step.ask(notice_period.lead(first.issued_at, meeting.starts_at, law), meeting.reason)
    receipts = [record for sent in case.notices for record in sent.receipts.all()]
    before = {row.membership_id for row in receipts if row.delivered_at < meeting.starts_at}
    entitled = case.roll(None).entitled
    step.ask(notice_period.everybody(entitled, before), missing=True)
    step.ask(
        agenda.announced(agenda.Announcement(item.kinds, item.noticed, item.ad_hoc_reason), law),
        item.ad_hoc_reason,
    )
    attends = {
        True: pgettext_lazy("notice", "will come"),
        False: pgettext_lazy("notice", "will not come"),
        None: "—",
    }
    step.rows = Rows(
        (_("Member"), _("Delivered"), _("Read"), _("Answer")),
        [
            (
                receipt.membership.user.name,
                shown(receipt.delivered_at),
                shown(receipt.read_at),
                str(attends[receipt.attend]),
            )
            for receipt in first.receipts.all()
        ],
    )
    return step.done()
