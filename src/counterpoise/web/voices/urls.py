"""The addresses of this part, below those of an initiative."""

from django.urls import path

from counterpoise.web.voices import views

app_name = "voices"
urlpatterns = [
    path("", views.themes, name="themes"),
    path("decisions/<str:decision>/", views.words, name="words"),
]
