"""In which words are the parameters of the work rules shown?  Keys and values stay English in the code."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.procedure.rulebook import MonthDay, Parameter, Share

PARAMETERS = {
    "quorum_ordinary": _("Attendance to open a meeting"),
    "quorum_personnel": _("Attendance for personnel and discipline"),
    "two_thirds_kinds": _("Matters that need two thirds"),
    "pass_rule": _("Approvals to pass"),
    "ordinary_quorum_rechecked_per_item": _("Attendance checked again for each item"),
    "recusal_in_denominator": _("The recused stay in the base of the vote"),
    "recusal_counts_as_present": _("The recused count as present for the item"),
    "status_excluded_from_base": _("Standings left out of the base, on paper"),
    "remote_attendance": _("Attendance from afar"),
    "proxy": _("Voting by proxy"),
    "late_vote_policy": _("Who comes late may vote if there"),
    "close_margin": _("Margin of a close call"),
    "personnel_stances": _("Stances on personnel"),
    "personnel_needs_secretary": _("Personnel needs the secretary present (warning)"),
    "allow_designation_by_superior": _("Chair designated by the superior during a vacancy"),
    "adhoc_policy": _("Items not announced in the notice"),
    "same_meeting_revote": _("A failed item voted again at the same meeting"),
    "notice_lead_hours": _("Lead of the notice (hours)"),
    "material_lead_hours": _("Lead of the papers (hours)"),
    "monthly_soft": _("Monthly meeting only reminded"),
    "ordinal_scope": _("Meetings numbered through"),
    "first_topic_required": _("First topic required"),
    "first_topic_max_age_days": _("Age of first-topic material (days)"),
    "minutes_due_workdays": _("Minutes due (working days)"),
    "record_sign_due_workdays": _("Record signed (working days)"),
    "member_signature_required": _("Members sign"),
    "recorder_may_be_member": _("A voting member may record"),
    "secret_ballot_min_voters": _("Least voters of a secret ballot"),
    "late_entry_days": _("Meeting entered late after (days)"),
    "same_day_records": _("Meetings written down on one day that are asked about"),
    "group_size_min": _("Least size of a body"),
    "group_size_max": _("Greatest size of a body"),
    "group_size_usual": _("Usual size of a body"),
    "study_base": _("Required study time is"),
    "study_ratio": _("Share of study time to attend"),
    "makeup_counts": _("Make-up study counts"),
    "first_topic_counts_as_study": _("First topic counts as study"),
    "late_minutes": _("Late at study after (minutes)"),
    "essay_quota": _("Essays a year"),
    "essay_prorate": _("Essays in part of a year"),
    "annual_report_count_by": _("Yearly report counted by"),
    "annual_report_due": _("Yearly report due"),
    "timely_report_hours": _("Timely reporting (hours)"),
    "emergency_ratify_hours": _("Urgent act brought to a meeting (hours)"),
    "life_quorum": _("Attendance of the democratic-life meeting"),
    "life_plan_days_before": _("Plan of the democratic-life meeting (days before)"),
    "life_report_days_after": _("Report of the democratic-life meeting (days after)"),
    "personal_matters_due": _("Personal-matters filing due"),
    "change_report_days": _("Report of changes (days)"),
    "half_year_due": _("Half-year report on duties due"),
    "year_end_due": _("Year-end report on duties due"),
    "duty_integrity_due": _("Report on duty and integrity due"),
    "research_feedback_days": _("Feedback after research (days)"),
    "major_report_days": _("Major report to the secretary (days)"),
    "research_max_escorts": _("Greatest number of escorts"),
    "secretary_article_route": _("The secretary's own article approved by"),
    "archive_due": _("Time limit for the hand-over to the archive"),
    "classified_stub_only": _("Classified matters kept as stubs only"),
    "repeated_finding_months": _("Months within which a finding counts as repeated"),
    "list_review_years": _("Renewal of the list of major questions (years)"),
    "list_outdated_years": _("List of major questions out of date after (years)"),
    "study_record_days": _("Record of a study closed (days)"),
    "research_output_days": _("Output of research (days)"),
    "research_cluster_days": _("Visits of several projects at one place within (days)"),
    "bulk_sign_ins": _("Sign-ins within one second that are asked about"),
    "likeness_percent": _("Likeness of texts from which a person looks (percent)"),
    "regulation_review_years": _("Review of a regulation after (years)"),
    "month_days": _("Days of reminding of the monthly meeting and study"),
    "material_workdays_before": _("Papers collected before the meeting (working days)"),
    "unread_hours_before": _("Unread notices looked at before the meeting (hours)"),
    "minutes_unissued_workdays": _("Reminder of minutes not issued (working days)"),
    "decision_days_before": _("Reminders before a decision is due (days)"),
    "decision_days_after": _("Reminder after a decision was due (days)"),
    "decision_again_days": _("Reminder of an overdue decision again every (days)"),
    "study_pace_days": _("Reminders of essays and study hours"),
    "half_year_days": _("Reminders of the half-year"),
    "filing_days": _("Reminders of yearly filings"),
    "life_days": _("Reminders of the democratic-life meeting: theme, preparation"),
    "annual_report_days": _("Reminders of the yearly report"),
    "regulation_days_before": _("Reminder before the review of a regulation (days)"),
    "authorisation_days_before": _("Reminder before an authorisation ends (days)"),
    "archive_days_before": _("Reminder before the hand-over to the archive (days)"),
}

SHARES = {
    Share.AT_LEAST_HALF: _("At least half (half itself is enough)"),
    Share.MORE_THAN_HALF: _("More than half (half itself is not enough)"),
    Share.AT_LEAST_TWO_THIRDS: _("At least two thirds (two thirds itself is enough)"),
}

WORDS = {
    "appoint": _("Appointment"),
    "remove": _("Removal"),
    "recommend": _("Recommendation"),
    "nominate": _("Nomination"),
    "reward": _("Reward"),
    "sanction": _("Sanction"),
    "discipline": _("Discipline of a Party member"),
    "approve": _("Approve"),
    "oppose": _("Oppose"),
    "defer": _("Defer"),
    "abstain": _("Abstain"),
    "suspended": _("Suspended"),
    "detained": _("Detained"),
    "under_investigation": _("Under investigation"),
    "long_leave": _("On long leave"),
    "training": _("In training"),
    "seconded": _("Seconded elsewhere"),
    "none": _("None"),
    "ordinary": _("Ordinary items only"),
    "before_vote_open": _("Before the vote opens"),
    "before_item_start": _("Before the item starts"),
    "urgent_with_reason": _("Urgent ones with a reason; personnel never"),
    "never": _("Never"),
    "term": _("By term of government"),
    "year": _("By calendar year"),
    "every_meeting": _("At every meeting"),
    "monthly": _("Once a month"),
    "when_new": _("When there is new material"),
    "sign_in_only": _("The sign-in sheet only"),
    "record": _("The record too"),
    "held": _("Time of the sessions held"),
    "planned": _("Hours of the yearly plan"),
    "guidance": _("Shown as guidance, for review"),
    "binding": _("Reduced by months in office"),
    "off": _("Never reduced"),
    "submitted_on": _("Day of submission"),
    "report_year": _("Year reported on"),
    "group": _("The leading group"),
    "secretary": _("The secretary"),
}

BASES = {"seed": _("Work rules"), "higher_rule": _("Higher rule"), "local_choice": _("Local choice")}

VERBS = {"E": _("Enforced"), "T": _("On record"), "R": _("Reminded"), "P": _("Printed")}

STANDINGS = {
    "carried": _("Carried and tested"),
    "untried": _("Carried, no test yet"),
    "missing": _("Not yet carried"),
    "none": _("Needs no software"),
}

TONES = {"carried": "good", "untried": "warn", "missing": "bad", "none": "neutral"}


def value_in_words(parameter: Parameter) -> str:
    """Say a parameter's value as a reader would: words for choices, figures as they are."""
    value = parameter.value
    if isinstance(value, Share):
        return str(SHARES[value])
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value is None:
        return gettext("Not limited")
    if isinstance(value, MonthDay):
        return f"{value.month:02}-{value.day:02}"
    if isinstance(value, int | Fraction):
        return str(value)
    if isinstance(value, str):
        return str(WORDS[value])
    return _several(value, "–" if parameter.key == "group_size_usual" else "、")


def _several(values: Collection[Any], span: str) -> str:
    """Join several values; a set in the order of the words above.  span: what stands between numbers."""
    if not values:
        return str(WORDS["none"])
    if all(isinstance(value, MonthDay) for value in values):
        return "、".join(f"{month:02}-{day:02}" for month, day in values)
    if all(isinstance(value, int) for value in values):
        return span.join(str(value) for value in values)
    order = list(WORDS)
    words = (
        sorted(values, key=lambda value: order.index(str(value))) if isinstance(values, frozenset) else values
    )
    return gettext(", ").join(str(WORDS[str(value)]) for value in words)
