"""The addresses of care paths."""

from django.urls import path

from counterpoise.web.trajectory import views

app_name = "trajectory"
urlpatterns = [path("<str:path>/", views.one, name="one")]
