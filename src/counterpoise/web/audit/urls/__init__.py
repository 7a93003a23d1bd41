"""The addresses of the power check, below those of an initiative."""

from django.urls import path

from counterpoise.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.power, name="power"),
    path("run/", views.run, name="run"),
    path("readings/", views.readings, name="readings"),
    path("compare/", views.compare, name="compare"),
    path("contest/<str:indicator>/", views.contest, name="contest"),
    path("readings/<str:reading>/", views.one, name="one"),
    path("readings/<str:reading>/figures/", views.figures, name="figures"),
    path("readings/<str:reading>/pdf/", views.printed, name="printed"),
    path("readings/<str:reading>/<str:tension>/", views.chapter, name="chapter-of"),
    path("rooms/<str:room>/", views.counts, name="counts"),
    path("rooms/<str:room>/propose/<str:indicator>/", views.propose_count, name="propose-count"),
    path("rooms/<str:room>/vote/<str:proposal>/", views.vote_on_count, name="vote-on-count"),
    path("rooms/<str:room>/release/<str:proposal>/", views.release_count, name="release-count"),
    path("<str:tension>/", views.chapter, name="chapter"),
]
