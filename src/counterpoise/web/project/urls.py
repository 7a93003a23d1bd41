"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path

from counterpoise.web.audit.views import erase, export, mine
from counterpoise.web.governance.admin import operators
from counterpoise.web.project import errors, views, wizard

_ONE = "initiatives/<str:initiative>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("counterpoise.web.governance.urls")),
    path(f"{_ONE}/expertise/", include("counterpoise.web.expertise.urls")),
    path(f"{_ONE}/control/", include("counterpoise.web.control.urls")),
    path(f"{_ONE}/inclusion/", include("counterpoise.web.inclusion.urls")),
    path(f"{_ONE}/interests/", include("counterpoise.web.interests.urls")),
    path(f"{_ONE}/voices/", include("counterpoise.web.voices.urls")),
    path(f"{_ONE}/decisions/", include("counterpoise.web.decisions.urls")),
    path(f"{_ONE}/reviews/", include("counterpoise.web.reviews.urls")),
    path(f"{_ONE}/audit/", include("counterpoise.web.audit.urls")),
    path("trajectory/", include("counterpoise.web.trajectory.urls")),
    path("ledger/", include("counterpoise.web.audit.urls.ledger")),
    path("export/", export, name="export"),
    path("mine/", mine, name="mine"),
    path("mine/erase/", erase, name="erase"),
    path("", include("counterpoise.web.people.urls")),
    path("", include("counterpoise.web.project.entrance")),
    path("help/", views.help_page, name="help"),
    path("demo/", views.persons, name="persons"),
    path("demo/as/<str:person>/", views.be, name="be"),
    path("leave/", views.leave, name="leave"),
    path("first/<str:token>/", wizard.first, name="first"),
    path("operators/", operators.urls),
    path("health/", errors.health, name="health"),
    path("language/", include("django.conf.urls.i18n")),
]

handler400 = errors.not_understood
handler403 = views.refused
handler404 = views.missing
handler500 = errors.broken
