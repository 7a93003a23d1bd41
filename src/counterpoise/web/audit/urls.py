"""The addresses of the power check, below those of an initiative."""

from django.urls import path

from counterpoise.web.audit import views

app_name = "audit"
urlpatterns = [path("", views.power, name="power"), path("<str:tension>/", views.chapter, name="chapter")]
