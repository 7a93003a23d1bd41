"""The addresses of the pages across the rooms."""

from django.urls import path

from counterpoise.web.governance import views

app_name = "governance"
urlpatterns = [
    path("", views.start, name="start"),
    path("initiatives/<str:initiative>/", views.initiative, name="initiative"),
    path("initiatives/<str:initiative>/letters/", views.arrived, name="arrived"),
    path("record/", views.record, name="record"),
    path("search/", views.search, name="search"),
    path("letters/", views.choose, name="letters"),
    path("letters/print/", views.to_print, name="to_print"),
    path("letters/stop/<str:token>/", views.stop, name="stop"),
    path("letters/<str:letter>/", views.one_letter, name="letter"),
]
