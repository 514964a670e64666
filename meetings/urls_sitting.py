"""Where do the meeting's page, the console, a member's own screen and the record live?

Below /b/<body>/; meetings/urls.py takes the list in.
"""

from django.urls import path

from meetings.views import items, meeting, record, roll, sitting

_ITEM_ACTS = {
    "start": items.item_start,
    "report": items.item_report,
    "speak": items.item_speak,
    "speak_rest": items.item_speak_rest,
    "observer_words": items.item_observer_words,
    "close_discussion": items.item_close_discussion,
    "recuse": items.item_recuse,
    "hand_over": items.item_hand_over,
    "take_back": items.item_take_back,
    "conclude": items.item_conclude,
    "set_aside": items.item_set_aside,
}

sitting_urls = [
    path("meetings/<int:pk>/", meeting.meeting_detail, name="meeting_detail"),
    path("meetings/<int:pk>/sitting/", sitting.sitting_detail, name="sitting_detail"),
    path("meetings/<int:pk>/mine/", sitting.my_sitting, name="my_sitting"),
    path("meetings/<int:pk>/open/", sitting.meeting_open, name="meeting_open"),
    path("meetings/<int:pk>/adjourn/", sitting.meeting_adjourn, name="meeting_adjourn"),
    path("meetings/<int:pk>/resume/", sitting.meeting_resume, name="meeting_resume"),
    path("meetings/<int:pk>/close/", sitting.meeting_close, name="meeting_close"),
    path("meetings/<int:pk>/recorder/", sitting.recorder_assign, name="recorder_assign"),
    path("meetings/<int:pk>/observers/add/", sitting.observer_invite, name="observer_invite"),
    path("meetings/<int:pk>/items/urgent/", sitting.item_add, name="item_add_urgent"),
    path("meetings/<int:pk>/roll/in/", roll.roll_enter, name="roll_enter"),
    path("meetings/<int:pk>/roll/out/", roll.roll_leave, name="roll_leave"),
    path("meetings/<int:pk>/roll/sign/", roll.roll_sign, name="roll_sign"),
    path("meetings/<int:pk>/roll/confirm/", roll.roll_confirm_all, name="roll_confirm_all"),
    path("meetings/<int:pk>/roll/leave/", roll.leave_enter, name="leave_enter"),
    path("attendance/<int:pk>/confirm/", roll.roll_confirm, name="roll_confirm"),
    path("meetings/<int:pk>/record/", record.record_detail, name="record_detail"),
    path("meetings/<int:pk>/record/sign/", record.record_sign, name="record_sign"),
    path("meetings/<int:pk>/record/correct/", record.record_correct, name="record_correct"),
    path("recusals/<int:pk>/confirm/", items.recusal_confirm, name="recusal_confirm"),
    path("recusals/<int:pk>/dismiss/", items.recusal_dismiss, name="recusal_dismiss"),
    path("opinions/<int:pk>/read/", items.opinion_read_out, name="opinion_read_out"),
    *(path(f"items/<int:pk>/{name}/", view, name=f"item_{name}") for name, view in _ITEM_ACTS.items()),
]
