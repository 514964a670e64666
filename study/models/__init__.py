"""Records of collective study.  Import them from here."""

from study.models.essay import Essay, EssayEntry, EssayFile, EssayQuestion
from study.models.plan import StudyPlan, StudyPlanEntry, StudyPlanLine
from study.models.roll import MakeupStudy, Presence, StudyLeave
from study.models.session import SessionEntry, StudyMaterial, StudySession
