"""What the clock tells the body of five in 2027 and 2028: day, kind, to whom.  Written by hand from the calendar."""

MONTHS = """
2027-01 2027-02 2027-04 2027-05 2027-06 2027-07 2027-08 2027-09 2027-10 2027-11 2027-12
2028-01 2028-02 2028-03 2028-04 2028-05 2028-06 2028-07 2028-08 2028-09 2028-10 2028-11 2028-12
"""
"""Months without a meeting (there was one in March 2027)."""

STUDY_MONTHS = """
2027-01 2027-03 2027-05 2027-06 2027-07 2027-08 2027-09 2027-10 2027-11 2027-12
2028-01 2028-02 2028-03 2028-04 2028-05 2028-06 2028-07 2028-08 2028-09 2028-10 2028-11 2028-12
"""
"""Months without a study (there were two, in February and April 2027)."""

ENDS = {
    "01": 31,
    "03": 31,
    "04": 30,
    "05": 31,
    "06": 30,
    "07": 31,
    "08": 31,
    "09": 30,
    "10": 31,
    "11": 30,
    "12": 31,
}

ONCE = """
# the last day of 2026, made up for on the first day the clock runs
2027-01-01 half_year_ideology     clerk s
2027-01-01 half_year_integrity    clerk s
2027-01-01 half_year_party_building clerk s
# meetings: March, held; August, called off
2027-03-11 papers_due             clerk d
2027-03-15 recorder_missing       clerk
2027-03-16 sitting_today          recorder
2027-03-16 reply_due              s d c
2027-03-16 notice_unread          b c
2027-03-16 leave_undecided        s
2027-03-17 record_unsigned        recorder s
2027-03-19 minutes_due            clerk
2027-03-23 minutes_unissued       clerk s
2027-03-23 decision_unassigned    clerk s
2027-05-13 decision_due           a clerk
2027-05-19 decision_due           a clerk
2027-05-21 decision_due           a clerk
2027-05-28 decision_due           a clerk
2027-06-23 task_due               a clerk
2027-06-29 task_due               a clerk
2027-07-01 task_due               a clerk
2027-07-08 task_due               a clerk
2027-07-10 task_closing           a s
2027-07-15 task_closing           a s
2027-08-12 papers_due             clerk d
2027-08-16 notice_due             clerk s
2027-08-17 sitting_today          recorder
2027-08-17 reply_due              s a b
2027-08-17 notice_unread          s a b
2027-08-17 forecast_bad           clerk s
# what comes from above
2027-05-13 document_wanted        clerk
2027-05-19 document_wanted        clerk
2027-05-21 document_wanted        clerk
2027-07-05 incident_unreported    clerk s
2027-07-06 incident_unreported    clerk s
2027-07-05 ratification           clerk s
2027-07-07 ratification           clerk s
2027-07-13 incident_follow_up     clerk s
2027-07-20 incident_follow_up     clerk s
2027-11-01 annual_report          clerk s
2027-12-01 annual_report          clerk s
2027-12-15 annual_report          clerk s
2028-11-01 annual_report          clerk s
2028-12-01 annual_report          clerk s
2028-12-15 annual_report          clerk s
# study
2027-01-05 study_plan             clerk s
2028-01-05 study_plan             clerk s
2028-01-25 study_plan             clerk s
2028-01-05 study_summary          clerk
2027-03-31 essays_pace            s d b c
2027-06-30 essays_pace            s d b c
2027-09-30 essays_pace            s d b c
2027-11-30 essays_pace            s d b c
2028-03-31 essays_pace            s d a b c
2028-06-30 essays_pace            s d a b c
2028-09-30 essays_pace            s d a b c
2028-11-30 essays_pace            s d a b c
2027-03-31 study_hours            c
# duties
2027-01-05 responsibility_list    clerk s
2028-01-05 responsibility_list    clerk s
2028-01-25 responsibility_list    clerk s
2028-01-05 responsibility_report  clerk s
2027-06-30 half_year_report       s d b c
2027-12-31 half_year_report       s d a b c
2027-06-30 half_year_ideology     clerk s
2027-12-31 half_year_ideology     clerk s
2028-06-30 half_year_ideology     clerk s
2028-12-31 half_year_ideology     clerk s
2027-12-31 half_year_integrity    clerk s
2028-06-30 half_year_integrity    clerk s
2028-12-31 half_year_integrity    clerk s
2027-12-31 half_year_party_building clerk s
2028-06-30 half_year_party_building clerk s
2028-12-31 half_year_party_building clerk s
2027-01-05 personal_matters       s d a b c
2027-01-25 personal_matters       s a b c
2028-01-05 personal_matters       s d a b c
2028-01-25 personal_matters       s d a b c
2027-12-24 duty_integrity         s d a b c
2027-12-30 duty_integrity         c
2028-01-01 duty_integrity         c
2028-01-08 duty_integrity         c
2028-12-24 duty_integrity         s d a b c
2028-12-30 duty_integrity         s d a b c
2028-03-23 change_report          a
2028-03-29 change_report          a
# the democratic-life meeting
2027-09-01 life_theme             clerk
2028-09-01 life_theme             clerk
2027-10-08 life_begin             clerk s
2028-10-08 life_begin             clerk s
2027-12-26 life_plan              clerk
2028-01-01 life_plan              clerk
2028-01-03 life_plan              clerk
2028-01-05 life_outline           s d a b c
2028-01-11 life_outline           s d b c
2027-12-03 rectification_due      b clerk
2027-12-09 rectification_due      b clerk
2027-12-11 rectification_due      s
# research, regulations, lists, rules, authorisation, archive
2027-06-11 major_report_due       a
2027-06-16 major_report_due       a
2027-06-18 major_report_due       a
2027-06-19 research_feedback      a
2027-06-26 major_report_unread    s
2027-07-03 major_report_unread    s
2028-03-02 regulation_review      clerk
2028-04-01 regulation_review      clerk
2028-05-01 list_review            clerk s
2027-10-01 rules_review           clerk s
2028-10-01 rules_review           clerk s
2027-12-17 authorisation_ends     s d clerk
2028-05-31 archive_handover       clerk
2028-06-30 archive_handover       clerk
"""


def _monthly(months: str, missing: str, reason: str) -> list[str]:
    lines = [f"{day} {missing} clerk s" for month in months.split() for day in _days(month)]
    asked = [f"{_next(month)}-01 {reason} clerk s" for month in ["2026-12", *months.split()]]
    return [*lines, *(line for line in asked if not line.startswith("2029"))]


def _days(month: str) -> list[str]:
    last = {"2027-02": 28, "2028-02": 29}.get(month) or ENDS[month[5:]]
    return [f"{month}-20", f"{month}-25", f"{month}-{last}"]


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


def expected(unknown_months: list[str]) -> set[tuple[str, str, str]]:
    """Return (day, kind, person).  unknown_months: those whose calendar of working days is not known yet."""
    lines = [line for line in ONCE.splitlines() if line and not line.startswith("#")]
    lines += _monthly(MONTHS, "month_without_meeting", "month_reason")
    lines += _monthly(STUDY_MONTHS, "month_without_study", "study_reason")
    lines += [f"{month}-01 workdays_unknown system_admin" for month in unknown_months]
    rows = [line.split() for line in lines]
    return {(day, kind, who) for day, kind, *people in rows for who in people}
