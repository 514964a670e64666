"""Records of the democratic-life meeting.  Import them from here."""

from lifes.models.gathering import (
    ChecklistTick,
    LifePaper,
    LifeStudy,
    Opinion,
    OpinionForm,
    OpinionSolicitation,
    RoundEntry,
)
from lifes.models.life import DemocraticLifeMeeting, LifeEntry
from lifes.models.preparing import (
    HeartTalk,
    OutlineEntry,
    OutlineFile,
    OutlineVersion,
    Problem,
    SpeechOutline,
    TalkEntry,
    TextQuestion,
)
from lifes.models.rectification import MeasureEntry, MeasureEvidence, MeasureProgress, RectificationMeasure
from lifes.models.session import AbsentStatement, Criticism, LifeAttendance, LifeFeedback
