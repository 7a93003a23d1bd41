"""The addresses of decisions, below those of an initiative."""

from django.urls import path

from counterpoise.web.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("record/", views.record, name="record"),
    path("draft/", views.draft, name="draft"),
    path("promise/", views.promise, name="promise"),
    path("agree/", views.agree, name="agree"),
    path("change/", views.change, name="change"),
    path("limits/", views.limits, name="limits"),
    path("whom/", views.whom, name="whom"),
    path("concerns/<str:concern>/answer/", views.answer, name="answer"),
    path("answers/<str:answer>/", views.judge, name="judge"),
    path("agreements/<str:agreement>/verdict/", views.verdict, name="verdict"),
    path("agreements/<str:agreement>/done/", views.done, name="done"),
    path("agreements/<str:agreement>/report/", views.report, name="report"),
    path("agreements/<str:agreement>/withdraw/", views.withdraw, name="withdraw"),
    path("agreements/<str:agreement>/reopen/", views.reopen, name="reopen"),
    path("agreements/<str:agreement>/confirm/", views.confirm, name="confirm"),
    path("agreements/<str:agreement>/drop/", views.drop, name="drop"),
    path("agreements/<str:agreement>/renew/", views.renew, name="renew"),
    path("agreements/<str:agreement>/renewal/", views.agree_renewal, name="renewal"),
    path("said/<str:contribution>/", views.what_happened, name="what-happened"),
    path("traces/<str:trace>/", views.judge_of_trace, name="judge-trace"),
    path("<str:decision>/", views.one, name="one"),
    path("<str:decision>/weighing/", views.weighing, name="weighing"),
    path("<str:decision>/nearest/", views.nearest, name="nearest"),
    path("<str:decision>/complete/", views.complete, name="complete"),
    path("<str:decision>/publish/", views.publish, name="publish"),
    path("<str:decision>/reasons/", views.reasons, name="reasons"),
    path("<str:decision>/round/", views.open_round, name="round"),
    path("<str:decision>/take/", views.take, name="take"),
    path("<str:decision>/explain/", views.explain, name="explain"),
    path("<str:decision>/step/<str:step>/", views.step, name="step"),
    path("<str:decision>/trace/", views.trace, name="trace"),
    path("<str:decision>/rest/", views.rest, name="rest"),
    path("<str:decision>/consent/<str:group>/", views.consent, name="consent"),
    path("<str:decision>/concern/", views.concern, name="concern"),
    path("<str:decision>/rights/<str:right>/remedy/", views.remedy, name="remedy"),
    path("<str:decision>/rights/<str:right>/more-time/", views.more_time, name="more-time"),
    path("<str:decision>/rights/<str:right>/pause/", views.pause, name="pause"),
    path("<str:decision>/told/<str:group>/", views.tell, name="tell"),
    path("<str:decision>/heard/<str:group>/", views.heard, name="heard"),
]
