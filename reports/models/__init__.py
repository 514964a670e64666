"""Records of what is issued, sent upward, found out, answered for and sealed.  Import them from here."""

from reports.models.archive import ArchivePackage
from reports.models.minutes import DocumentIssue, Minutes, MinutesEntry, MinutesReceipt, NumberSeries

__all__ = [
    "ArchivePackage",
    "DocumentIssue",
    "Minutes",
    "MinutesEntry",
    "MinutesReceipt",
    "NumberSeries",
]
