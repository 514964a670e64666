"""Records of what is issued, sent upward, found out, answered for and sealed.  Import them from here."""

from reports.models.activities import (
    ActivityEntry,
    ActivityFile,
    GroupActivity,
    Statement,
    StatementEntry,
)
from reports.models.archive import ArchivePackage
from reports.models.minutes import DocumentIssue, Minutes, MinutesEntry, MinutesReceipt, NumberSeries
from reports.models.registers import Regulation, RegulationEntry, RegulationFile, RegulationReview
from reports.models.units import (
    AddresseeEntry,
    AddresseeGroup,
    AddresseeSnapshot,
    SubordinateUnit,
    UnitEntry,
)

__all__ = [
    "ActivityEntry",
    "ActivityFile",
    "AddresseeEntry",
    "AddresseeGroup",
    "AddresseeSnapshot",
    "ArchivePackage",
    "DocumentIssue",
    "GroupActivity",
    "Minutes",
    "MinutesEntry",
    "MinutesReceipt",
    "NumberSeries",
    "Regulation",
    "RegulationEntry",
    "RegulationFile",
    "RegulationReview",
    "Statement",
    "StatementEntry",
    "SubordinateUnit",
    "UnitEntry",
]
