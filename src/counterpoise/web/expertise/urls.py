"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.expertise import views

app_name = "expertise"
urlpatterns = [path("", views.room, name="room")]
