"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.control import views

app_name = "control"
urlpatterns = [
    path("", views.room, name="room"),
    path("ask/", views.ask, name="ask"),
    path("requests/<str:asked>/answer/", views.answer, name="answer"),
    path("requests/<str:asked>/show/", views.show, name="show"),
    path("limits/new/", views.declare, name="declare"),
    path("limits/<str:limit>/contest/", views.contest_limit, name="contest-limit"),
    path("limits/<str:limit>/settle/", views.settle, name="settle"),
    path("matters/new/", views.open_matter, name="open-matter"),
    path("tasks/", views.tasks, name="tasks"),
    path("matters/<str:matter>/propose/", views.propose, name="propose"),
    path("mandates/<str:mandate>/contest/", views.contest, name="contest"),
    path("mandates/<str:mandate>/agree/", views.agree, name="agree"),
    path("mandates/<str:mandate>/reopen/", views.reopen, name="reopen"),
    path("rights/", views.rights, name="rights"),
    path("rights/calendar/", views.calendar, name="calendar"),
    path("rights/pick/<str:pack>/", views.pick, name="pick"),
    path("rights/<str:right>/lay-down/", views.lay_down, name="lay-down"),
    path("terms/<str:secret>.ics", views.feed, name="feed"),
    path("requirements/new/", views.write_requirement, name="write-requirement"),
    path("requirements/<str:requirement>/contest/", views.contest_requirement, name="contest-requirement"),
    path("requirements/<str:requirement>/outcome/", views.outcome, name="outcome"),
]
