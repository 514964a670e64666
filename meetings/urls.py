"""Which URLs do the pages of meetings, topics, lists, decisions and tasks have?  Names are `meetings:noun_verb`."""

from django.urls import include, path

from meetings.minutes.urls import minutes_urls
from meetings.urls_sitting import sitting_urls
from meetings.urls_superior import superior_urls
from meetings.views import (
    agenda,
    decisions,
    leaves,
    lists,
    notices,
    planning,
    proposals,
    registers,
    tasks,
    work,
)

app_name = "meetings"

before = [
    path("meetings/", planning.meeting_list, name="meeting_list"),
    path("meetings/new/", planning.meeting_create, name="meeting_create"),
    path("meetings/<int:pk>/edit/", planning.meeting_edit, name="meeting_edit"),
    path("meetings/<int:pk>/cancel/", planning.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/agenda/", agenda.agenda_edit, name="agenda_edit"),
    path("meetings/<int:pk>/agenda/forecast/", agenda.agenda_forecast, name="agenda_forecast"),
    path("meetings/<int:pk>/agenda/order/", agenda.agenda_order, name="agenda_order"),
    path("meetings/<int:pk>/agenda/place/", agenda.agenda_place, name="agenda_place"),
    path("meetings/<int:pk>/agenda/approve/", agenda.agenda_approve, name="agenda_approve"),
    path("meetings/<int:pk>/agenda/recusals/", agenda.agenda_recusals, name="agenda_recusals"),
    path("meetings/<int:pk>/agenda/item/", agenda.item_add, name="item_add"),
    path("meetings/<int:pk>/agenda/observer/", agenda.observer_add, name="observer_add"),
    path("items/<int:pk>/remove/", agenda.agenda_remove, name="agenda_remove"),
    path("items/<int:pk>/opinion/", leaves.opinion_write, name="opinion_write"),
    path("meetings/<int:pk>/notice/", notices.notice_detail, name="notice_detail"),
    path("meetings/<int:pk>/notice/give/", notices.notice_give, name="notice_give"),
    path("meetings/<int:pk>/notice/ics/", notices.notice_ics, name="notice_ics"),
    path("meetings/<int:pk>/notice/read/", notices.notice_read, name="notice_read"),
    path("meetings/<int:pk>/notice/reply/", notices.notice_reply, name="notice_reply"),
    path("meetings/<int:pk>/leave/", leaves.leave_ask, name="leave_ask"),
    path("leave/", leaves.leave_list, name="leave_list"),
    path("leave/<int:pk>/", leaves.leave_detail, name="leave_detail"),
    path("leave/<int:pk>/decide/", leaves.leave_decide, name="leave_decide"),
    path("opinions/", leaves.opinion_list, name="opinion_list"),
    path("topics/", proposals.proposal_list, name="proposal_list"),
    path("topics/new/", proposals.proposal_create, name="proposal_create"),
    path("topics/<int:pk>/", proposals.proposal_detail, name="proposal_detail"),
    path("topics/<int:pk>/edit/", proposals.proposal_edit, name="proposal_edit"),
    path("topics/<int:pk>/submit/", proposals.proposal_submit, name="proposal_submit"),
    path("topics/<int:pk>/abandon/", proposals.proposal_abandon, name="proposal_abandon"),
    path("topics/<int:pk>/check/", proposals.proposal_check, name="proposal_check"),
    path("topics/<int:pk>/review/", proposals.proposal_review, name="proposal_review"),
    path("topics/<int:pk>/papers/", proposals.paper_attach, name="paper_attach"),
    *(
        path(f"topics/<int:pk>/{how}/", proposals.proposal_settle, {"how": how}, name=f"proposal_{how}")
        for how in proposals.SETTLING
    ),
    path("papers/<int:pk>/", proposals.paper_download, name="paper_download"),
]

after = [
    path("lists/", lists.issuelist_list, name="issuelist_list"),
    path("lists/new/", lists.issuelist_create, name="issuelist_create"),
    path("lists/<int:pk>/", lists.issuelist_detail, name="issuelist_detail"),
    path("lists/<int:pk>/adopt/", lists.issuelist_adopt, name="issuelist_adopt"),
    path("lists/<int:pk>/entries/new/", lists.listentry_create, name="listentry_create"),
    path("lists/entries/<int:pk>/", lists.listentry_edit, name="listentry_edit"),
    path("items/", registers.item_list, name="item_list"),
    path("transmissions/", registers.transmission_list, name="transmission_list"),
    path("recusals/", registers.recusal_list, name="recusal_list"),
    path("decisions/", decisions.decision_list, name="decision_list"),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision_detail"),
    path("decisions/<int:pk>/note/", decisions.decision_note, name="decision_note"),
    path("decisions/<int:pk>/edit/", decisions.decision_edit, name="decision_edit"),
    path("decisions/<int:pk>/diverge/", decisions.decision_diverge, name="decision_diverge"),
    path("decisions/<int:pk>/tasks/new/", decisions.task_create, name="task_create"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/", tasks.task_detail, name="task_detail"),
    path("tasks/<int:pk>/progress/", tasks.task_report, name="task_report"),
    path("tasks/<int:pk>/close/", tasks.task_ask, name="task_ask"),
    path("tasks/<int:pk>/agree/", tasks.task_agree, name="task_agree"),
    path("tasks/<int:pk>/continue/", tasks.task_continue, name="task_continue"),
    path("work/meetings/waiting/", work.work_waiting, name="work_waiting"),
    path("work/meetings/next/", work.work_next, name="work_next"),
]

urlpatterns = [
    path("b/<slug:body>/", include([*before, *after, *minutes_urls, *superior_urls, *sitting_urls]))
]
