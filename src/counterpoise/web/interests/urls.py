"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.interests import views

app_name = "interests"
urlpatterns = [path("", views.room, name="room")]
