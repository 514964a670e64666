"""Which papers of the year around the meetings can be printed?  All of them, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from members.printing.paper import Document
from members.procedure.verdict import gettext_noop
from reports.documents.year import (
    article_approval,
    essay_list,
    filings_register,
    findings_list,
    incident_report,
    opinions,
    outline_cover,
    rectification_list,
    research,
    responsibility_list,
    study,
    talk_record,
    transmission_register,
    upward,
)

_YEAR = (
    Document(
        "study_sign_in", gettext_noop("Sign-in sheet of a study"), study.StudySignInFacts, study.sign_in_html
    ),
    Document("study_record", gettext_noop("Record of a study"), study.StudyRecordFacts, study.record_html),
    Document("study_ledger", gettext_noop("Ledger of study"), study.StudyLedgerFacts, study.ledger_html),
    Document("essay_list", gettext_noop("Register of essays"), essay_list.EssayListFacts, essay_list.html),
    Document("opinion_form", gettext_noop("Opinion form"), opinions.OpinionFormFacts, opinions.form_html),
    Document(
        "opinion_summary",
        gettext_noop("Summary of opinions"),
        opinions.OpinionSummaryFacts,
        opinions.summary_html,
    ),
    Document("talk_record", gettext_noop("Record of a talk"), talk_record.TalkRecordFacts, talk_record.html),
    Document(
        "outline_cover",
        gettext_noop("Cover of a speech outline"),
        outline_cover.OutlineCoverFacts,
        outline_cover.html,
    ),
    Document(
        "rectification_list",
        gettext_noop("Rectification list"),
        rectification_list.RectificationListFacts,
        rectification_list.html,
    ),
    Document("request", gettext_noop("Request to the superior body"), upward.RequestFacts, upward.html),
    Document("report", gettext_noop("Report to the superior body"), upward.ReportFacts, upward.html),
    Document(
        "incident_report",
        gettext_noop("Report of an incident"),
        incident_report.IncidentReportFacts,
        incident_report.html,
    ),
    Document(
        "research_plan", gettext_noop("Plan of a field study"), research.ResearchPlanFacts, research.plan_html
    ),
    Document(
        "research_report",
        gettext_noop("Reading form of a research report"),
        research.ResearchReportFacts,
        research.report_html,
    ),
    Document(
        "article_approval",
        gettext_noop("Approval form of a signed article"),
        article_approval.ArticleApprovalFacts,
        article_approval.html,
    ),
    Document(
        "filings_register",
        gettext_noop("Register of filings"),
        filings_register.FilingsRegisterFacts,
        filings_register.html,
    ),
    Document(
        "responsibility_list",
        gettext_noop("Responsibility list"),
        responsibility_list.ResponsibilityListFacts,
        responsibility_list.html,
    ),
    Document(
        "findings_list",
        gettext_noop("List of findings and answers"),
        findings_list.FindingsListFacts,
        findings_list.html,
    ),
    Document(
        "transmission_register",
        gettext_noop("Register of superior documents"),
        transmission_register.TransmissionRegisterFacts,
        transmission_register.html,
    ),
)

YEAR: Mapping[str, Document] = MappingProxyType({document.name: document for document in _YEAR})
