"""Which example belongs to which paper?"""

from collections.abc import Mapping
from types import MappingProxyType

from members.printing.parts import Facts
from tests.papers.samples import (
    after,
    before,
    certified,
    during,
    issued,
    life_year,
    registers_year,
    research_year,
    study_year,
    upward_year,
)

YEAR_SAMPLES: Mapping[str, Facts] = MappingProxyType(
    {
        "study_sign_in": study_year.SIGN_IN,
        "study_record": study_year.RECORD,
        "study_ledger": study_year.LEDGER,
        "essay_list": study_year.ESSAYS,
        "opinion_form": life_year.FORM,
        "opinion_summary": life_year.SUMMARY,
        "talk_record": life_year.TALK,
        "outline_cover": life_year.COVER,
        "rectification_list": life_year.RECTIFICATION,
        "request": upward_year.REQUEST,
        "report": upward_year.REPORT,
        "incident_report": upward_year.INCIDENT,
        "research_plan": research_year.PLAN,
        "research_report": research_year.READING,
        "article_approval": research_year.ARTICLE,
        "filings_register": registers_year.FILINGS,
        "findings_list": registers_year.FINDINGS,
        "responsibility_list": registers_year.RESPONSIBILITIES,
        "transmission_register": registers_year.TRANSMISSION,
    }
)

SAMPLES: Mapping[str, Facts] = MappingProxyType(
    {
        **YEAR_SAMPLES,
        "meeting_notice": before.NOTICE,
        "topic_approval": before.TOPIC,
        "leave_slip": before.LEAVE,
        "written_opinion": before.OPINION,
        "sign_in_sheet": during.SIGN_IN,
        "recusal_register": during.RECUSALS,
        "ballot_paper": during.BALLOTS,
        "tally_sheet": during.TALLY,
        "meeting_record": during.RECORD,
        "minutes": issued.MINUTES,
        "minutes_excerpt": issued.MINUTES_EXCERPT,
        "procedure_certificate": certified.CERTIFICATE,
        "issue_slip": after.ISSUE,
        "supervision_slip": after.SUPERVISION,
        "authorisation": before.AUTHORISATION,
        "major_issue_list": before.MAJOR_ISSUES,
        "archive_catalogue": after.CATALOGUE,
    }
)
