"""The addresses of the pages across the rooms."""

from django.urls import path

from counterpoise.web.governance import views

app_name = "governance"
urlpatterns = [
    path("", views.start, name="start"),
    path("begin/", views.begin, name="begin"),
    path("initiatives/<str:initiative>/", views.initiative, name="initiative"),
    path("initiatives/<str:initiative>/letters/", views.arrived, name="arrived"),
    path("initiatives/<str:initiative>/about/", views.about, name="about"),
    path("initiatives/<str:initiative>/about/purpose/", views.describe, name="describe"),
    path("initiatives/<str:initiative>/about/open/", views.open_it, name="open"),
    path("initiatives/<str:initiative>/about/rest/", views.rest, name="rest"),
    path("initiatives/<str:initiative>/about/wake/", views.wake, name="wake"),
    path("initiatives/<str:initiative>/about/without-account/", views.welcome, name="welcome"),
    path("initiatives/<str:initiative>/about/hand-over/", views.hand_over, name="hand_over"),
    path("initiatives/<str:initiative>/about/groups/new/", views.write_group, name="add_group"),
    path("initiatives/<str:initiative>/about/groups/<str:group>/", views.write_group, name="change_group"),
    path("initiatives/<str:initiative>/about/matters/new/", views.write_matter, name="add_matter"),
    path("initiatives/<str:initiative>/about/matters/<str:matter>/", views.write_matter, name="change_matter"),
    path("initiatives/<str:initiative>/about/bodies/new/", views.write_body, name="add_body"),
    path("record/", views.record, name="record"),
    path("search/", views.search, name="search"),
    path("letters/", views.choose, name="letters"),
    path("letters/print/", views.to_print, name="to_print"),
    path("letters/stop/<str:token>/", views.stop, name="stop"),
    path("letters/<str:letter>/", views.one_letter, name="letter"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<str:code>/", views.receipt, name="receipt"),
    path("receipts/<str:code>/judge/<str:trace>/", views.judge, name="receipt-judge"),
    path("receipts/<str:code>/take-back/", views.take_back, name="receipt-take-back"),
    path("initiatives/<str:initiative>/people/", views.people, name="people"),
    path("initiatives/<str:initiative>/people/found/", views.found, name="found"),
    path("initiatives/<str:initiative>/people/needs/", views.needs, name="needs"),
    path("initiatives/<str:initiative>/people/bodies/<str:body>/", views.seat, name="seat"),
    path("initiatives/<str:initiative>/people/seats/<str:seat>/end/", views.end_seat, name="end-seat"),
    path("initiatives/<str:initiative>/people/invite/", views.invite, name="invite"),
    path("initiatives/<str:initiative>/people/invitations/", views.invitations, name="invitations"),
    path("initiatives/<str:initiative>/people/invitations/<str:invitation>/", views.withdraw, name="withdraw"),
    path("initiatives/<str:initiative>/paper/", views.paper, name="paper"),
    path("initiatives/<str:initiative>/paper/enter/", views.enter, name="enter"),
    path("initiatives/<str:initiative>/paper/entered/<str:code>/", views.entered, name="entered"),
]
