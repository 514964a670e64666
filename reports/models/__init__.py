"""Records of what is issued, sent upward, found out, answered for and sealed.  Import them from here."""

from reports.models.archive import ArchivePackage
from reports.models.articles import ArticleEntry, ArticleFile, ArticleVersion, SignedArticle
from reports.models.minutes import DocumentIssue, Minutes, MinutesEntry, MinutesReceipt, NumberSeries
from reports.models.research import (
    Escort,
    Recommendation,
    ResearchEntry,
    ResearchFile,
    ResearchProject,
    ResearchVisit,
)
from reports.models.upward import (
    FollowUp,
    Incident,
    IncidentEntry,
    ReplyAction,
    UpwardEntry,
    UpwardFile,
    UpwardPaper,
    Voice,
)

__all__ = [
    "ArchivePackage",
    "ArticleEntry",
    "ArticleFile",
    "ArticleVersion",
    "DocumentIssue",
    "Escort",
    "FollowUp",
    "Incident",
    "IncidentEntry",
    "Minutes",
    "MinutesEntry",
    "MinutesReceipt",
    "NumberSeries",
    "Recommendation",
    "ReplyAction",
    "ResearchEntry",
    "ResearchFile",
    "ResearchProject",
    "ResearchVisit",
    "SignedArticle",
    "UpwardEntry",
    "UpwardFile",
    "UpwardPaper",
    "Voice",
]
