"""How does a file become a draft version of the list of major questions?"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from meetings import actions
from meetings.models import MajorIssueEntry, MajorIssueList
from meetings.models.kinds import ItemKind
from members.tables import cells
from reports.imports.kinds import Column, Done, Importer, Kind, Line


def categories() -> Mapping[str, str]:
    """Return the categories by their words."""
    return cells.words_of(ItemKind.choices)


class IssuesImporter(Importer):
    """One line: an entry of one new draft; the draft comes into force only when it is adopted."""

    draft: MajorIssueList | None = None

    def do(self, line: Line) -> Done:
        """Do one line of the list."""
        if self.draft is None:
            self.draft = actions.draft_list(self.group, by=self.by, at=self.at, note=self.note)
            self.made["version"] = self.draft.version
        given = {name: value for name, value in line.values.items() if value is not None}
        place = self.counts.get("list_entries", 0) + 1
        entry = MajorIssueEntry(position=place, **({"deciding_body": self.group.name} | given))
        actions.save_list_entry(self.draft, entry, by=self.by, at=self.at)
        self.counts["list_entries"] = place
        return Done(line.line, "list_entry", entry.matter, f"{self.draft.version}")


ISSUES = Kind(
    code="issues",
    label=_("List of major issues"),
    lead=_("A new draft version of the list; it binds when it has been adopted, as always."),
    icon="card-checklist",
    powers=("meetings.prepare",),
    columns=(
        Column(
            "category",
            "类别",
            cells.one_of(categories),
            "大额资金使用",
            "从可选词中选一个",
            needed=True,
            words=categories,
        ),
        Column("matter", "事项", cells.text(300), "年度预算外追加支出", "一行一个事项", needed=True),
        Column("threshold_amount", "金额标准（万元）", cells.amount, "500", "只写数字，可不填"),
        Column("threshold_text", "标准说明", cells.text(200), "单笔500万元以上", "可不填"),
        Column("pre_procedures", "前置程序", cells.text(300), "财政局审核、合法性审查", "可不填"),
        Column("materials", "所需材料", cells.text(300), "资金使用方案、审核意见", "可不填"),
        Column("deciding_body", "决策主体", cells.text(100), "", "不填即为本党组"),
    ),
    importer=IssuesImporter,
    most=500,
    identity=("matter",),
    notes=(
        "整个文件成为清单的一个新版本（草稿），不改动现行清单；经党组会议通过并由书记启用后生效。",
        "顺序即文件中的顺序。",
    ),
    after="meetings:issuelist_list",
)
