"""The addresses of the desk, under `/mot-cua/`."""

from django.urls import path

from motcua.desk.views import (
    act,
    attention,
    counter,
    dossier,
    files,
    inbox,
    queue,
    register,
    slips,
    writing,
)

app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("tiep-nhan/", counter.choose, name="counter"),
    path("tiep-nhan/<str:procedure>/<str:agency>/", counter.receive, name="receive"),
    path("can-chu-y/", attention.attention, name="attention"),
    path("so-theo-doi/", register.register, name="register"),
    path("so-theo-doi/bang-tinh/", register.register_spreadsheet, name="register-spreadsheet"),
    path("so-theo-doi/ban-in/", register.register_print, name="register-print"),
    path("y-kien/", inbox.inbox, name="inbox"),
    path("y-kien/<str:code>/", inbox.consultation, name="consultation"),
    path("<str:code>/", dossier.dossier, name="dossier"),
    path("<str:code>/nhan-tin/", writing.message, name="message"),
    path("<str:code>/sau/", dossier.following, name="following"),
    path("<str:code>/viec/<slug:name>/", act.act, name="act"),
    path("<str:code>/giay/<str:document>/", files.original, name="original"),
    path("<str:code>/trang/<str:document>/<int:number>/", files.page_image, name="page-image"),
    path("<str:code>/phieu/<str:slip>/", slips.slip, name="slip"),
    path("<str:code>/phieu/<str:slip>/lap-lai/", slips.remake, name="slip-remake"),
    path("<str:code>/phieu/<str:slip>/bang-tinh/", slips.spreadsheet, name="slip-spreadsheet"),
    path("<str:code>/giay-tiep-nhan/", slips.receipt, name="receipt"),
    path("<str:code>/phieu-kiem-soat/", slips.control_sheet, name="control-sheet"),
]
