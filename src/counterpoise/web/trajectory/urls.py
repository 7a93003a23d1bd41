"""The addresses of care paths."""

from django.urls import path

from counterpoise.web.trajectory import views

app_name = "trajectory"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("start/", views.start, name="start"),
    path("<str:path>/", views.one, name="one"),
    path("<str:path>/who-looked/", views.who_looked, name="who-looked"),
    path("<str:path>/care-data/", views.take_in, name="take-in"),
    path("<str:path>/along/<str:file>", views.take_along, name="take-along"),
    path("<str:path>/write/<str:act>/", views.write, name="write"),
    path("<str:path>/write/<str:act>/<str:row>/", views.write, name="write-row"),
]
