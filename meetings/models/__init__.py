"""Records of meetings.  Import them from here."""

from meetings.minutes.models import DocumentIssue, Minutes, MinutesEntry, MinutesReceipt
from meetings.models.conveyance import CatchUpEntry, CatchUpReading, Conveyance
from meetings.models.decision import (
    Decision,
    DecisionEntry,
    DecisionReceipt,
    ImplementationMeasure,
    SupervisionTask,
    TaskEntry,
    TaskProgress,
)
from meetings.models.discussion import ObserverOpinion, Recusal, Speech, WrittenOpinion
from meetings.models.issue_list import MajorIssueEntry, MajorIssueList, MajorIssueListEntry
from meetings.models.item import AgendaItem, ItemEntry
from meetings.models.kinds import ItemKind, Secrecy
from meetings.models.meeting import Meeting, MeetingEntry, MeetingKind
from meetings.models.notice import MeetingNotice, NoticeReceipt
from meetings.models.proposal import Paper, ProposalEntry, TopicProposal
from meetings.models.record import MeetingRecord, RecordCorrection
from meetings.models.roll import AttendanceRecord, LeaveRequest, Observer
from meetings.models.superior import DocumentMeasure, SuperiorDocument, SuperiorEntry, SuperiorFile
