"""The addresses of the pages across the rooms."""

from django.urls import path

from counterpoise.web.governance import views

app_name = "governance"
urlpatterns = [
    path("", views.start, name="start"),
    path("initiatives/<str:initiative>/", views.initiative, name="initiative"),
    path("record/", views.record, name="record"),
    path("search/", views.search, name="search"),
]
