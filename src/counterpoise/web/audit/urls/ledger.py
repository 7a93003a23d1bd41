"""The addresses of the ledger: how it is watched, one entry with its proof, and all of it to take along."""

from django.urls import path

from counterpoise.web.audit.views import ledger

app_name = "ledger"
urlpatterns = [
    path("", ledger.watched, name="watched"),
    path("take/", ledger.take, name="take"),
    path("witnesses/add/", ledger.add, name="add-witness"),
    path("said/<str:contribution>/", ledger.said, name="said"),
    path("receipt/<str:code>/", ledger.of_receipt, name="of-receipt"),
    path("<str:log>/", ledger.watched, name="log"),
    path("<str:log>/sign/", ledger.sign, name="sign"),
    path("<str:log>/at/<int:size>/", ledger.checkpoint, name="checkpoint"),
    path("<str:log>/at/<int:size>/note.txt", ledger.note, name="note"),
    path("<str:log>/entries/<int:seq>/", ledger.entry, name="entry"),
    path("<str:log>/entries/<int:seq>/proof.txt", ledger.proof, name="proof"),
]
