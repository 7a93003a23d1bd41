"""The addresses of this part, below those of an initiative."""

from django.urls import path

from counterpoise.web.voices import views

app_name = "voices"
urlpatterns = [
    path("", views.themes, name="themes"),
    path("decisions/<str:decision>/", views.words, name="words"),
    path("found/<str:side>/<str:contribution>/", views.make, name="make"),
    path("texts/", views.texts, name="texts"),
    path("book/", views.book, name="book"),
    path("compare/", views.compare, name="compare"),
    path("along/<str:file>", views.export, name="export"),
    path("bring/", views.bring, name="bring"),
    path("bring-several/", views.bring_several, name="bring-several"),
    path("texts/<str:document>/", views.text, name="text"),
    path("texts/<str:document>/read/", views.read, name="read"),
    path("texts/<str:document>/done/", views.done, name="done"),
    path("texts/<str:document>/leave/", views.leave, name="leave"),
    path("mentions/<str:mention>/", views.settle, name="settle"),
    path("claims/<str:claim>/meaning/", views.meaning, name="meaning"),
    path("claims/<str:claim>/beside/", views.beside, name="beside"),
]
