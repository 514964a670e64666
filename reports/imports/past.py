"""How does an old register become volumes with an index?  One volume for each number, one line for each past meeting."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from members.procedure.verdict import gettext_noop
from members.tables import cells
from members.tables.faults import Fault, Wrong, faults_of
from reports.imports.kinds import Column, Done, Importer, Kind, Line
from reports.past.actions import enter_past_volume, index_past_volume
from reports.past.models import PastIndexLine, PastVolume
from reports.past.states import LineState, PastKind, PastState, Retention

OF_VOLUME = ("volume_title", "kind", "year", "place", "retention", "pages")
FIRST_NEEDS = ("volume_title", "kind", "year", "retention")


def kinds() -> Mapping[str, str]:
    """Return the kinds of volumes by their words."""
    return cells.words_of(PastKind.choices)


def retentions() -> Mapping[str, str]:
    """Return the times of retention by their words."""
    return cells.words_of(Retention.choices)


class PastImporter(Importer):
    """One line: a line of the index of its volume.  No meeting comes into being."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.volumes: dict[str, list[Line]] = {}
        self.there: dict[str, PastVolume | None] = {}
        self.listed: dict[str, set[tuple[str, str, str]]] = {}

    def do(self, line: Line) -> Done:
        """Look at one line; the volumes are written when all lines are known."""
        number = line["number"]
        if number not in self.there:
            self._meet(number)
        there = self.there[number]
        if there is None:
            self._head(line, self.volumes.get(number, []))
        else:
            self._agrees(line, there)
        if (str(line["day"]), line["ordinal"] or "", line["title"]) in self.listed[number]:
            raise Wrong(
                "line_on_record",
                gettext_noop("This line stands in the index of the volume already."),
                gettext_noop("Leave the line out."),
            )
        self.volumes.setdefault(number, []).append(line)
        what = "index_line_of_a_new_volume" if there is None else "index_line_of_a_volume"
        about = f"{number} · {line['day']} {line['ordinal'] or ''} {line['title']}"
        return Done(line.line, what, about, f"{there.pk if there else ''}")

    def _meet(self, number: str) -> None:
        rows = PastVolume.objects.filter(group=self.group, number=number, state=PastState.KEPT)
        there = self.there[number] = rows.first()
        listed = (
            there.lines.filter(state=LineState.LISTED) if there is not None else PastIndexLine.objects.none()
        )
        self.listed[number] = {(str(row.day), row.ordinal, row.title) for row in listed}

    def _head(self, line: Line, before: list[Line]) -> None:
        """A new volume is described in its first line; the others say the same, or nothing."""
        if not before:
            for name in FIRST_NEEDS:
                if line[name] is None:
                    raise Wrong(
                        "volume_unknown",
                        gettext_noop("There is no volume %(number)s yet; its first line describes it."),
                        gettext_noop(
                            "Fill in its title, kind, year and retention in the first of its lines."
                        ),
                        column=name,
                        number=line["number"],
                    )
            return
        for name in OF_VOLUME:
            if line[name] is not None and before[0][name] is not None and line[name] != before[0][name]:
                raise Wrong(
                    "lines_differ",
                    gettext_noop("Line %(line)s says something else about the same volume."),
                    gettext_noop(
                        "Write the same in all lines of a volume, or leave it empty after the first."
                    ),
                    column=name,
                    line=before[0].line,
                )

    def _agrees(self, line: Line, there: PastVolume) -> None:
        facts = {name: getattr(there, name) for name in OF_VOLUME if name != "volume_title"}
        facts["volume_title"] = there.title
        for name in OF_VOLUME:
            if line[name] is not None and line[name] != facts[name]:
                raise Wrong(
                    "volume_differs",
                    gettext_noop("The volume on record says something else here: %(said)s."),
                    gettext_noop("Leave the cell empty, or correct the volume on its own page first."),
                    column=name,
                    said=str(facts[name] or "—"),
                )

    def finish(self) -> list[Fault]:
        """Write the volumes and their indexes."""
        faults: list[Fault] = []
        for number, lines in self.volumes.items():
            try:
                self._write(number, lines)
            except (ValidationError, PermissionDenied) as error:
                faults += faults_of(lines[0].line, error, PAST.heading_of)
        self.counts["new_volumes"] = sum(there is None for there in self.there.values())
        self.counts["index_lines"] = sum(len(lines) for lines in self.volumes.values())
        return faults

    def _write(self, number: str, lines: list[Line]) -> None:
        volume = self.there[number]
        if volume is None:
            head = lines[0]
            ordinals = [line["ordinal"] for line in lines if line["ordinal"]]
            days = [line["day"] for line in lines]
            volume = enter_past_volume(
                self.group,
                number=number,
                title=head["volume_title"],
                kind=head["kind"],
                year=head["year"],
                retention=head["retention"],
                place=head["place"] or "",
                pages=head["pages"],
                first_day=min(days),
                last_day=max(days),
                ordinal_from=ordinals[0] if ordinals else "",
                ordinal_to=ordinals[-1] if ordinals else "",
                notes=self.note,
                by=self.by,
                at=self.at,
            )
        index = [
            PastIndexLine(
                volume=volume,
                day=line["day"],
                ordinal=line["ordinal"] or "",
                title=line["title"],
                page=line["page"] or "",
            )
            for line in lines
        ]
        index_past_volume(volume, index, by=self.by, at=self.at)


PAST = Kind(
    code="past",
    label=_("Index of past meetings"),
    lead=_(
        "Meetings from before this software: volumes with an index of their scans. No meeting comes into being, and nothing is counted."
    ),
    icon="journals",
    powers=("reports.keep_past",),
    columns=(
        Column("number", "卷号", cells.code(60), "2019-党组-001", "案卷的编号，一卷多行", needed=True),
        Column("volume_title", "案卷题名", cells.text(200), "2019年党组会议记录本", "新卷的第一行必填"),
        Column("kind", "类型", cells.one_of(kinds), "会议记录本", "新卷的第一行必填", words=kinds),
        Column("year", "年度", cells.number(1949, 2200), "2019", "新卷的第一行必填"),
        Column("day", "会议日期", cells.day, "2019-01-08", "如 2019-01-08", needed=True),
        Column("ordinal", "会议次数", cells.text(40), "第1次", "照原件填写，可不填"),
        Column("title", "题名", cells.text(300), "研究年度重点工作", "会议或文件的题名", needed=True),
        Column("page", "页码", cells.code(20), "1-6", "在案卷中的页码，照原件填写"),
        Column("place", "存放地点", cells.text(200), "机关档案室3号柜", "可不填"),
        Column(
            "retention", "保管期限", cells.one_of(retentions), "永久", "新卷的第一行必填", words=retentions
        ),
        Column("pages", "总页数", cells.number(1, 100_000), "186", "整卷页数，可不填"),
    ),
    importer=PastImporter,
    most=10_000,
    identity=("number", "day", "ordinal", "title", "page"),
    notes=(
        "每行是案卷目录中的一行，只用来查找扫描件的页码；不生成会议，不进入统计、频次和检查。",
        "同一卷的案卷题名、类型、年度、存放地点、保管期限、总页数只需在第一行填写。",
        "扫描件在导入后于案卷页面上逐个上传。",
    ),
    after="reports:pastvolume_list",
)
