"""Records of what is issued, sent upward, found out, answered for and sealed.  Import them from here."""

from reports.models.archive import ArchivePackage
from reports.models.articles import ArticleEntry, ArticleFile, ArticleVersion, SignedArticle
from reports.models.duties import (
    AnnualFiling,
    DutyReport,
    DutyReportFile,
    FilingEntry,
    ResponsibilityLine,
    ResponsibilityList,
    ResponsibilityListEntry,
    StageLink,
    Suggestion,
    SuggestionEntry,
)
from reports.models.minutes import DocumentIssue, Minutes, MinutesEntry, MinutesReceipt, NumberSeries
from reports.models.research import (
    Escort,
    Recommendation,
    ResearchEntry,
    ResearchFile,
    ResearchProject,
    ResearchVisit,
)

__all__ = [
    "AnnualFiling",
    "ArchivePackage",
    "ArticleEntry",
    "ArticleFile",
    "ArticleVersion",
    "DocumentIssue",
    "DutyReport",
    "DutyReportFile",
    "Escort",
    "FilingEntry",
    "Minutes",
    "MinutesEntry",
    "MinutesReceipt",
    "NumberSeries",
    "Recommendation",
    "ResearchEntry",
    "ResearchFile",
    "ResearchProject",
    "ResearchVisit",
    "ResponsibilityLine",
    "ResponsibilityList",
    "ResponsibilityListEntry",
    "SignedArticle",
    "StageLink",
    "Suggestion",
    "SuggestionEntry",
]
