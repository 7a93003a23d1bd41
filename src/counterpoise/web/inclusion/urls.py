"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.inclusion import views

app_name = "inclusion"
urlpatterns = [path("", views.room, name="room")]
