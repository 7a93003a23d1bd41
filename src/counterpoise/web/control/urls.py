"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.control import views

app_name = "control"
urlpatterns = [path("", views.room, name="room")]
