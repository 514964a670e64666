"""Records of collective study.  Import them from here."""

from study.models.essay import Essay, EssayEntry, EssayFile, EssayQuestion
from study.models.plan import StudyPlan, StudyPlanEntry, StudyPlanLine
from study.models.session import (
    MakeupStudy,
    Presence,
    SessionEntry,
    StudyLeave,
    StudyMaterial,
    StudySession,
)

__all__ = [
    "Essay",
    "EssayEntry",
    "EssayFile",
    "EssayQuestion",
    "MakeupStudy",
    "Presence",
    "SessionEntry",
    "StudyLeave",
    "StudyMaterial",
    "StudyPlan",
    "StudyPlanEntry",
    "StudyPlanLine",
    "StudySession",
]
