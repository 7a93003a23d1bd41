"""The addresses of decisions, below those of an initiative."""

from django.urls import path

from counterpoise.web.decisions import views

app_name = "decisions"
urlpatterns = [path("", views.index, name="index"), path("<str:decision>/", views.one, name="one")]
