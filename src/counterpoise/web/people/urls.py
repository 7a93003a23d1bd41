"""The addresses of the pages about oneself, and of invitations."""

from django.urls import path

from counterpoise.web.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/welcome/", views.welcome, name="welcome"),
    path("me/name/", views.name, name="name"),
    path("me/language/", views.language, name="language"),
    path("me/needs/", views.needs, name="needs"),
    path("me/contact/", views.contact, name="contact"),
    path("me/speaks-as/", views.add_capacity, name="add-capacity"),
    path("me/usual/", views.usual, name="usual"),
    path("me/work/", views.work, name="work"),
    path("me/end/<str:what>/", views.end, name="end"),
    path("me/sign-out-everywhere/", views.out_everywhere, name="out-everywhere"),
    path("me/delete/", views.close, name="close"),
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<str:code>/", views.invited, name="invited"),
]
