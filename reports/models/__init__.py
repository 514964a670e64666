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
from reports.models.findings import (
    Finding,
    FindingAnswer,
    FindingEntry,
    FindingFile,
    FindingLook,
    Followed,
)
from reports.models.imports import ImportBatch, ImportBatchEntry
from reports.models.incidents import (
    Incident,
    IncidentEntry,
    IncidentFollowUp,
)
from reports.models.inspections import (
    Inspection,
    InspectionEntry,
    InspectionRead,
    InspectionVisitor,
)
from reports.models.integrity import (
    StageLink,
    StageLinkEntry,
)
from reports.models.past import (
    PastIndexLine,
    PastVolume,
    PastVolumeEntry,
    PastVolumeFile,
    PastVolumeVersion,
)
from reports.models.registers import (
    Regulation,
    RegulationEntry,
    RegulationFile,
    RegulationReview,
)
from reports.models.research import ResearchEntry, ResearchProject
from reports.models.research_rows import Escort, Recommendation, ResearchFile, ResearchVisit
from reports.models.search import SearchEntry, SearchMark
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
    "Dossier",
    "DossierEntry",
    "DossierPart",
    "DutyReport",
    "DutyReportFile",
    "Escort",
    "FilingEntry",
    "Finding",
    "FindingAnswer",
    "FindingEntry",
    "FindingFile",
    "FindingLook",
    "Followed",
    "GroupActivity",
    "ImportBatch",
    "ImportBatchEntry",
    "Incident",
    "IncidentEntry",
    "IncidentFollowUp",
    "Inspection",
    "InspectionEntry",
    "InspectionRead",
    "InspectionVisitor",
    "PastIndexLine",
    "PastVolume",
    "PastVolumeEntry",
    "PastVolumeFile",
    "PastVolumeVersion",
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
    "SearchEntry",
    "SearchMark",
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
