"""The addresses of this room, below those of an initiative."""

from django.urls import path

from counterpoise.web.inclusion import views

app_name = "inclusion"
_MEETING = "meetings/<str:meeting>/"
_SELECTION = "selections/<str:selection>/"
_LOTTERY = f"{_SELECTION}lottery/"
urlpatterns = [
    path("", views.room, name="room"),
    path("groups/new/", views.name_group, name="name-group"),
    path("groups/<str:group>/describe/", views.describe, name="describe"),
    path("populations/new/", views.population, name="population"),
    path("counts/new/", views.count, name="count"),
    path("meetings/new/", views.call, name="call"),
    path(_MEETING, views.meeting, name="meeting"),
    path(f"{_MEETING}change/", views.change, name="change"),
    path(f"{_MEETING}agenda/", views.agenda, name="agenda"),
    path(f"{_MEETING}attendance/", views.attendance, name="attendance"),
    path(f"{_MEETING}minutes/", views.minutes, name="minutes"),
    path(f"{_MEETING}floor/", views.floor, name="floor"),
    path(f"{_MEETING}close/", views.close, name="close"),
    path("barriers/new/", views.report, name="report"),
    path("barriers/<str:barrier>/solve/", views.solve, name="solve"),
    path("adaptations/new/", views.adapt, name="adapt"),
    path("trainings/new/", views.train, name="train"),
    path("recruitments/new/", views.recruit, name="recruit"),
    path("selections/new/", views.plan, name="plan"),
    path(_SELECTION, views.selection, name="selection"),
    path(f"{_SELECTION}change/", views.change_plan, name="change-plan"),
    path(f"{_SELECTION}to/<str:to>/", views.step, name="step"),
    path(f"{_SELECTION}counts/", views.funnel, name="funnel"),
    path(f"{_SELECTION}invite/", views.invite, name="invite"),
    path(f"{_SELECTION}seats/new/", views.seat, name="seat"),
    path(f"{_SELECTION}seats/<str:seat>/leave/", views.leave, name="leave"),
    path(_LOTTERY, views.lottery, name="lottery"),
    path(f"{_LOTTERY}places/", views.lottery_places, name="lottery-places"),
    path(f"{_LOTTERY}asking/", views.lottery_asking, name="lottery-asking"),
    path(f"{_LOTTERY}pool/", views.lottery_pool, name="lottery-pool"),
    path(f"{_LOTTERY}quotas/", views.lottery_quotas, name="lottery-quotas"),
    path(f"{_LOTTERY}chances/", views.lottery_chances, name="lottery-chances"),
    path(f"{_LOTTERY}freeze/", views.lottery_freeze, name="lottery-freeze"),
    path(f"{_LOTTERY}draw/", views.lottery_draw, name="lottery-draw"),
    path(f"{_LOTTERY}panel/", views.lottery_panel, name="lottery-panel"),
    path(f"{_LOTTERY}abort/", views.lottery_abort, name="lottery-abort"),
    path(f"{_LOTTERY}codes/", views.lottery_codes, name="lottery-codes"),
    path(f"{_LOTTERY}report/", views.lottery_report, name="lottery-report"),
    path(f"{_LOTTERY}files/<str:file>", views.lottery_file, name="lottery-file"),
    path(f"{_LOTTERY}own/", views.own, name="own-chance"),
    path(f"{_LOTTERY}own/<str:volunteer>/", views.own, name="own-chance-of"),
    path("invitations/<str:invitation>/reply/", views.reply, name="reply"),
    path("hours/new/", views.hours, name="hours"),
]
