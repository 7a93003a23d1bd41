"""The addresses of decisions, below those of an initiative."""

from django.urls import path

from counterpoise.web.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("record/", views.record, name="record"),
    path("concerns/<str:concern>/answer/", views.answer, name="answer"),
    path("answers/<str:answer>/", views.judge, name="judge"),
    path("agreements/<str:agreement>/verdict/", views.verdict, name="verdict"),
    path("agreements/<str:agreement>/done/", views.done, name="done"),
    path("said/<str:contribution>/", views.what_happened, name="what-happened"),
    path("traces/<str:trace>/", views.judge_of_trace, name="judge-trace"),
    path("<str:decision>/", views.one, name="one"),
    path("<str:decision>/complete/", views.complete, name="complete"),
    path("<str:decision>/publish/", views.publish, name="publish"),
    path("<str:decision>/concern/", views.concern, name="concern"),
    path("<str:decision>/told/<str:group>/", views.tell, name="tell"),
    path("<str:decision>/heard/<str:group>/", views.heard, name="heard"),
]
