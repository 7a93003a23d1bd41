"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.expertise import views

app_name = "expertise"
urlpatterns = [
    path("", views.room, name="room"),
    path("say/", views.say, name="say"),
    path("ask/", views.ask, name="ask"),
    path("problems/", views.open_problem, name="open"),
    path("problems/<str:problem>/", views.option, name="option"),
    path("themes/", views.theme, name="theme"),
    path("themes/<str:theme>/", views.theme_page, name="theme-page"),
    path("themes/<str:theme>/change/", views.reshape, name="reshape-theme"),
    path("handed/<str:handover>/", views.handed, name="handed"),
    path("rooms/new/", views.found, name="found"),
    path("questions/<str:question>/close/", views.close, name="close"),
    path("questions/<str:question>/", views.question, name="question"),
    path("questions/<str:question>/answer/", views.answer, name="answer"),
    path("questions/<str:question>/reframe/", views.propose, name="propose"),
    path("questions/<str:question>/co-author/", views.confirm, name="confirm"),
    path("reframes/<str:reframe>/", views.reply, name="reply"),
    path("said/<str:contribution>/", views.one, name="one"),
    path("said/<str:contribution>/change/", views.change, name="change"),
    path("said/<str:contribution>/take-back/", views.take_back, name="take-back"),
    path("said/<str:contribution>/hand-over/", views.hand_over, name="hand-over"),
    path("said/<str:contribution>/reword/", views.reword, name="reword"),
    path("said/<str:contribution>/hide/", views.hide, name="hide"),
    path("hidden/", views.hidden, name="hidden"),
    path("hidden/<str:moderation>/appeal/", views.appeal, name="appeal"),
    path("hidden/<str:moderation>/hear/", views.hear, name="hear"),
    path("rewordings/<str:rewording>/", views.judge, name="judge"),
    path("rooms/<str:room>/", views.own_room, name="own-room"),
    path("rooms/<str:room>/share/", views.digest, name="digest"),
    path("rooms/<str:room>/admit/", views.admit, name="admit"),
    path("rooms/<str:room>/council/", views.admit_for_council, name="council"),
    path("rooms/<str:room>/admit/<str:admission>/", views.let_in, name="let-in"),
    path("digests/<str:digest>/vote/", views.vote, name="vote"),
    path("digests/<str:digest>/release/", views.release, name="release"),
]
