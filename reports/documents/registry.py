"""Which papers can be printed?  All of them, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from members.printing.paper import Document
from members.procedure.verdict import gettext_noop
from reports.documents import (
    archive_catalogue,
    authorisation,
    ballot_paper,
    issue_slip,
    leave_slip,
    major_issue_list,
    meeting_notice,
    meeting_record,
    minutes,
    minutes_excerpt,
    procedure_certificate,
    recusal_register,
    sign_in_sheet,
    supervision_slip,
    tally_sheet,
    topic_approval,
    written_opinion,
)
from reports.documents.registry_year import YEAR

_OF_MEETINGS = (
    Document(
        "meeting_notice",
        gettext_noop("Notice of meeting"),
        meeting_notice.MeetingNoticeFacts,
        meeting_notice.html,
    ),
    Document(
        "topic_approval",
        gettext_noop("Topic approval form"),
        topic_approval.TopicApprovalFacts,
        topic_approval.html,
    ),
    Document("leave_slip", gettext_noop("Leave slip"), leave_slip.LeaveSlipFacts, leave_slip.html),
    Document(
        "written_opinion",
        gettext_noop("Written opinion"),
        written_opinion.WrittenOpinionFacts,
        written_opinion.html,
    ),
    Document(
        "sign_in_sheet", gettext_noop("Sign-in sheet"), sign_in_sheet.SignInSheetFacts, sign_in_sheet.html
    ),
    Document(
        "recusal_register",
        gettext_noop("Register of recusals"),
        recusal_register.RecusalRegisterFacts,
        recusal_register.html,
    ),
    Document("ballot_paper", gettext_noop("Ballot paper"), ballot_paper.BallotPaperFacts, ballot_paper.html),
    Document("tally_sheet", gettext_noop("Tally sheet"), tally_sheet.TallySheetFacts, tally_sheet.html),
    Document(
        "meeting_record",
        gettext_noop("Record of meeting"),
        meeting_record.MeetingRecordFacts,
        meeting_record.html,
    ),
    Document("minutes", gettext_noop("Minutes"), minutes.MinutesFacts, minutes.html),
    Document(
        "minutes_excerpt",
        gettext_noop("Excerpt of minutes"),
        minutes_excerpt.MinutesExcerptFacts,
        minutes_excerpt.html,
    ),
    Document(
        "procedure_certificate",
        gettext_noop("Certificate of procedure"),
        procedure_certificate.ProcedureCertificateFacts,
        procedure_certificate.html,
    ),
    Document("issue_slip", gettext_noop("Issue slip"), issue_slip.IssueSlipFacts, issue_slip.html),
    Document(
        "supervision_slip",
        gettext_noop("Supervision slip"),
        supervision_slip.SupervisionSlipFacts,
        supervision_slip.html,
    ),
    Document(
        "authorisation", gettext_noop("Authorisation"), authorisation.AuthorisationFacts, authorisation.html
    ),
    Document(
        "major_issue_list",
        gettext_noop("Major-issue list"),
        major_issue_list.MajorIssueListFacts,
        major_issue_list.html,
    ),
    Document(
        "archive_catalogue",
        gettext_noop("Archive catalogue"),
        archive_catalogue.ArchiveCatalogueFacts,
        archive_catalogue.html,
    ),
)

DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {**{document.name: document for document in _OF_MEETINGS}, **YEAR}
)
