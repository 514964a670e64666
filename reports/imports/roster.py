"""How does a line of a roster become an account, a seat, a staff role?  By the acts that a form would use."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from members import actions
from members.forms import people_of
from members.models import Post, StaffRole, User
from members.procedure.verdict import gettext_noop
from members.tables import cells
from members.tables.faults import Wrong
from reports.imports.kinds import Column, Done, Importer, Kind, Line

COUNTED = {"open_account": "new_accounts", "give_seat": "new_seats", "give_role": "new_roles"}


def posts() -> Mapping[str, str]:
    """Return the posts by their words, in full and as people write them."""
    short = {"书记": Post.SECRETARY, "副书记": Post.DEPUTY_SECRETARY, "成员": Post.MEMBER}
    return {**cells.words_of(Post.choices), **{word: str(post) for word, post in short.items()}}


def roles() -> Mapping[str, str]:
    """Return the staff roles by their words."""
    return cells.words_of(StaffRole.Role.choices)


class RosterImporter(Importer):
    """One line: an account where there is none yet, then the seat or the role it names."""

    def do(self, line: Line) -> Done:
        """Do one line of a roster."""
        if (line["post"] or line["role"]) and line["since"] is None:
            raise Wrong(
                "since_missing",
                gettext_noop("A seat or a role begins on a day."),
                gettext_noop("Write the day as 2024-03-01."),
                column="since",
            )
        known = User.objects.filter(username=line["username"]).first()
        user = self._account(line) if known is None else self._known(known, line)
        did = [] if known is not None else ["open_account"]
        if line["post"]:
            self._seat(user, line)
            did.append("give_seat")
        if line["role"]:
            self._role(user, line)
            did.append("give_role")
        for row in did:
            self.counts[COUNTED[row]] = self.counts.get(COUNTED[row], 0) + 1
        what = "_and_".join(did) or "nothing_new"
        before = known is not None and known.username not in self.made.get("accounts", ())
        return Done(line.line, what, f"{user.name}（{user.username}）", f"{user.pk}" if before else "")

    def _account(self, line: Line) -> User:
        made = actions.create_account(
            self.group,
            line["username"],
            line["name"],
            None,  # first passwords are handed out afterwards, on the page of the import
            by=self.by,
            at=self.at,
            phone=line["phone"] or "",
            email=line["email"] or "",
        )
        self.made.setdefault("accounts", []).append(made.username)
        return made

    def _known(self, user: User, line: Line) -> User:
        """Return an account that is there, if it may be chosen here and belongs to the same person."""
        if not people_of(self.group).filter(pk=user.pk).exists():
            # The same words as for a name that is taken: who it is elsewhere is not told.
            raise Wrong(
                "account_exists",
                gettext_noop("There is an account of this name."),
                gettext_noop("Choose another user name."),
                column="username",
            )
        if user.name != line["name"]:
            raise Wrong(
                "account_of_another",
                gettext_noop("The account %(username)s belongs to %(name)s."),
                gettext_noop("Write the same name, or another user name."),
                column="name",
                username=user.username,
                name=user.name,
            )
        return user

    def _seat(self, user: User, line: Line) -> None:
        more = {"government_post": line["government_post"], "protocol_order": line["protocol_order"]}
        more |= {"until": line["until"], "appointment_paper": line["appointment_paper"]}
        actions.seat_member(
            self.group,
            user=user,
            since=line["since"],
            post=line["post"],
            by=self.by,
            at=self.at,
            **{name: value for name, value in more.items() if value is not None},
        )

    def _role(self, user: User, line: Line) -> None:
        actions.grant_role(
            self.group,
            user,
            line["role"],
            line["since"],
            line["unit"] or "",
            by=self.by,
            at=self.at,
            until=line["until"],
        )


ROSTER = Kind(
    code="roster",
    label=_("Roster"),
    lead=_(
        "Accounts, seats and staff roles. Telephone and e-mail of an account that is there are not changed."
    ),
    icon="people",
    powers=("members.manage_seats",),
    columns=(
        Column("name", "姓名", cells.text(60), "赵一平", "与正式文件一致的姓名", needed=True),
        Column(
            "username", "用户名", cells.code(60), "zhaoyiping", "登录用，字母、数字、@ . + - _", needed=True
        ),
        Column("phone", "电话", cells.code(30), "0999-1234567", "可不填"),
        Column("email", "电子邮箱", cells.code(254), "zhao@example.gov.cn", "可不填"),
        Column("post", "党组职务", cells.one_of(posts), "成员", "不任党组职务的不填", words=posts),
        Column("government_post", "行政职务", cells.text(60), "副县长", "可不填"),
        Column("protocol_order", "排序", cells.number(1, 999), "3", "党组内排序，整数"),
        Column("role", "工作角色", cells.one_of(roles), "", "只任党组职务的不填", words=roles),
        Column("unit", "单位", cells.text(100), "", "工作角色所在单位，可不填"),
        Column("since", "任职日期", cells.day, "2024-03-01", "任党组职务或工作角色的起始日"),
        Column("until", "离任日期", cells.day, "", "不再任职的第一天，在任的不填"),
        Column("appointment_paper", "任职文件", cells.text(100), "云县干〔2024〕5号", "可不填"),
    ),
    importer=RosterImporter,
    most=200,
    identity=("username", "post", "role", "since"),
    notes=(
        "一人一行；用户名已有账号且姓名一致的，不重复建账号，只登记职务或角色。",
        "文件中不得写密码。导入后在该次导入的页面上逐人生成首次密码，当面交本人，首次登录必须修改。",
        "新建账号和授予工作角色需要系统管理员权限。",
    ),
    after="members:membership_list",
)
