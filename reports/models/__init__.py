"""Records of what is issued, sent upward, found out, answered for and sealed.  Import them from here."""

from reports.models.activities import (
    ActivityEntry,
    ActivityFile,
    GroupActivity,
    Statement,
    StatementEntry,
)
from reports.models.archive import (
    ArchivePackage,
)
from reports.models.articles import (
    ArticleEntry,
    ArticleFile,
    ArticleVersion,
    SignedArticle,
)
from reports.models.dossiers import (
    Dossier,
    DossierEntry,
    DossierPart,
)
from reports.models.duties import (
    DutyReport,
    ResponsibilityLine,
    ResponsibilityList,
    ResponsibilityListEntry,
)
from reports.models.filings import (
    AnnualFiling,
    DutyReportFile,
    FilingEntry,
)
from reports.models.incidents import (
    Incident,
    IncidentEntry,
    IncidentFollowUp,
)
from reports.models.integrity import (
    StageLink,
    StageLinkEntry,
)
from reports.models.minutes import (
    DocumentIssue,
    Minutes,
    MinutesEntry,
    MinutesReceipt,
    NumberSeries,
)
from reports.models.registers import (
    Regulation,
    RegulationEntry,
    RegulationFile,
    RegulationReview,
)
from reports.models.research import ResearchEntry, ResearchProject
from reports.models.research_rows import Escort, Recommendation, ResearchFile, ResearchVisit
from reports.models.suggestions import (
    Suggestion,
    SuggestionEntry,
)
from reports.models.units import (
    AddresseeEntry,
    AddresseeGroup,
    AddresseeSnapshot,
    SubordinateUnit,
    UnitEntry,
)
from reports.models.upward import (
    UpwardEntry,
    UpwardPaper,
)
from reports.models.upward_parts import (
    AnnualSection,
    Circulation,
    CirculationAnswer,
    ReplyAction,
    UpwardFile,
    UpwardReply,
)

__all__ = [
    "ActivityEntry",
    "ActivityFile",
    "AddresseeEntry",
    "AddresseeGroup",
    "AddresseeSnapshot",
    "AnnualFiling",
    "AnnualSection",
    "ArchivePackage",
    "ArticleEntry",
    "ArticleFile",
    "ArticleVersion",
    "Circulation",
    "CirculationAnswer",
    "DocumentIssue",
    "Dossier",
    "DossierEntry",
    "DossierPart",
    "DutyReport",
    "DutyReportFile",
    "Escort",
    "FilingEntry",
    "GroupActivity",
    "Incident",
    "IncidentEntry",
    "IncidentFollowUp",
    "Minutes",
    "MinutesEntry",
    "MinutesReceipt",
    "NumberSeries",
    "Recommendation",
    "Regulation",
    "RegulationEntry",
    "RegulationFile",
    "RegulationReview",
    "ReplyAction",
    "ResearchEntry",
    "ResearchFile",
    "ResearchProject",
    "ResearchVisit",
    "ResponsibilityLine",
    "ResponsibilityList",
    "ResponsibilityListEntry",
    "SignedArticle",
    "StageLink",
    "StageLinkEntry",
    "Statement",
    "StatementEntry",
    "SubordinateUnit",
    "Suggestion",
    "SuggestionEntry",
    "UnitEntry",
    "UpwardEntry",
    "UpwardFile",
    "UpwardPaper",
    "UpwardReply",
]
