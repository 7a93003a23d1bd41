"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.interests import views

app_name = "interests"
_ONE = "frictions/<str:friction>/"
_TALK = "opinions/<str:where>/"
_STATEMENT = f"{_TALK}statements/<str:statement>/"
urlpatterns = [
    path("", views.room, name="room"),
    path("positions/", views.positions, name="positions"),
    path("positions/new/", views.put, name="put"),
    path("positions/<str:position>/reword/", views.reword, name="reword"),
    path("positions/<str:position>/show/", views.show_position, name="show-position"),
    path("frictions/new/", views.notice, name="notice"),
    path(_ONE, views.friction, name="friction"),
    path(f"{_ONE}positions/new/", views.put_in, name="put-in"),
    path(f"{_ONE}show/", views.show, name="show"),
    path(f"{_ONE}exists/", views.tell_existence, name="exists"),
    path(f"{_ONE}step/", views.step, name="step"),
    path(f"{_ONE}close/", views.close, name="close"),
    path(f"{_ONE}confirm/", views.confirm, name="confirm"),
    path(f"{_ONE}refuse/", views.refuse, name="refuse"),
    path(f"{_ONE}reopen/", views.reopen, name="reopen"),
    path(_TALK, views.opinions, name="opinions"),
    path("opinions/open/begin/", views.begin, name="begin"),
    path("opinions/open/code/", views.go_on, name="go-on"),
    path("opinions/open/my-code/", views.my_code, name="my-code"),
    path("opinions/open/stop/", views.leave, name="stop"),
    path(f"{_TALK}statements/", views.statements, name="statements"),
    path(f"{_TALK}taken-out/", views.taken_out, name="taken-out"),
    path(f"{_TALK}vote/", views.vote, name="vote"),
    path(f"{_TALK}say/", views.say_statement, name="say-statement"),
    path(f"{_TALK}fix/", views.fix, name="fix"),
    path(f"{_TALK}bring/", views.bring, name="bring"),
    path(f"{_TALK}votes.zip", views.take_polis, name="take-polis"),
    path(f"{_TALK}votes.json", views.take_json, name="take-json"),
    path(_STATEMENT, views.vote_on, name="vote-on"),
    path(f"{_STATEMENT}take-back/", views.take_vote_back, name="take-vote-back"),
    path(f"{_STATEMENT}hide/", views.hide_statement, name="hide-statement"),
    path(f"{_STATEMENT}appeal/", views.appeal_statement, name="appeal-statement"),
    path(f"{_STATEMENT}hear/", views.hear_statement, name="hear-statement"),
    path("trade-offs/new/", views.trade, name="trade"),
    path("trade-offs/<str:trade_off>/look/", views.look, name="look"),
]
