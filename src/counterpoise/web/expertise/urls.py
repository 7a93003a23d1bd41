"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.expertise import views

app_name = "expertise"
urlpatterns = [
    path("", views.room, name="room"),
    path("say/", views.say, name="say"),
    path("questions/<str:question>/answer/", views.answer, name="answer"),
    path("said/<str:contribution>/", views.one, name="one"),
    path("said/<str:contribution>/change/", views.change, name="change"),
    path("said/<str:contribution>/take-back/", views.take_back, name="take-back"),
    path("said/<str:contribution>/reword/", views.reword, name="reword"),
    path("rewordings/<str:rewording>/", views.judge, name="judge"),
]
