"""Who appears in the examples?  An invented leading group of nine, and one of its meetings."""

from datetime import datetime
from zoneinfo import ZoneInfo

from members.printing.parts import Person, Sitting

ZONE = ZoneInfo("Asia/Shanghai")
GROUP = "中共云岭县人民政府党组"
OFFICE = "云岭县人民政府办公室"
RECORDER = "何静"

SITTING = Sitting(
    group=GROUP,
    name="第44次会议",
    starts_at=datetime(2025, 3, 18, 15, 30, tzinfo=ZONE),
    ends_at=datetime(2025, 3, 18, 17, 20, tzinfo=ZONE),
    place="县政府三楼第一会议室",
    chair="陈志远",
)

MEMBERS = (
    Person("陈志远", "党组书记、县长"),
    Person("王海", "党组副书记、常务副县长"),
    Person("李明哲", "党组成员、副县长"),
    Person("赵雪梅", "党组成员、副县长"),
    Person("周文斌", "党组成员、副县长、公安局局长"),
    Person("吴国梁", "党组成员、副县长"),
    Person("郑晓岚", "党组成员、副县长"),
    Person("孙立", "党组成员、政府办公室主任"),
    Person("马垚", "党组成员、财政局局长"),
)


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment on the day of the example meeting."""
    return datetime(2025, 3, 18, hour, minute, tzinfo=ZONE)
