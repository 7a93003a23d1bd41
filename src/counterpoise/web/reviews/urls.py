"""The addresses of the rounds in which both sides look, below those of an initiative."""

from django.urls import path

from counterpoise.web.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.index, name="index"),
    path("plan/", views.plan, name="plan"),
    path("purpose/", views.purpose, name="purpose"),
    path("scores/", views.scores, name="scores"),
    path("<str:round>/", views.one, name="one"),
    path("<str:round>/step/", views.step, name="step"),
    path("<str:round>/answer/", views.answer, name="answer"),
    path("<str:round>/answer/<str:item>/", views.answer_one, name="answer-one"),
    path("<str:round>/phone/", views.phone, name="phone"),
    path("<str:round>/paper/", views.paper, name="paper"),
    path("<str:round>/code/", views.code, name="code"),
    path("<str:round>/code/<str:code>/", views.by_code, name="by-code"),
    path("<str:round>/words/", views.words, name="words"),
    path("<str:round>/words/<str:answer>/", views.vote, name="vote"),
    path("<str:round>/talked/", views.talked, name="talked"),
    path("<str:round>/outcome/", views.outcome, name="outcome"),
    path("<str:round>/agree/", views.agree, name="agree"),
]
