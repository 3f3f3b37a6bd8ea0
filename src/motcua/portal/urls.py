"""The addresses of the portal (design, section 6); each is named as its view and its template."""

from django.urls import path

from motcua.portal.views import (
    account,
    downloads,
    filling,
    finding,
    following,
    handing_in,
    password,
    paying,
    rating,
    service,
    supplementing,
    verifying,
    writing,
)

DRAFT = "nop-ho-so/<str:draft>/"
DOSSIER = "tra-cuu/<str:code>/"

urlpatterns = [
    path("", finding.home, name="home"),
    path("dich-vu/", finding.search, name="search"),
    path("dich-vu/<str:code>/", finding.procedure, name="procedure"),
    path("dich-vu/<str:code>/<str:agency>/", service.service, name="service"),
    path(DRAFT, filling.draft, name="draft"),
    path(DRAFT + "luu/", filling.draft_save, name="draft-save"),
    path(DRAFT + "xem-lai/", handing_in.draft_review, name="draft-review"),
    path(DRAFT + "da-nop/", handing_in.receipt, name="receipt"),
    path(DRAFT + "ma-qr.svg", handing_in.receipt_qr, name="receipt-qr"),
    path(DRAFT + "ban-in.pdf", handing_in.draft_print, name="draft-print"),
    path(DRAFT + "tep/<str:document>/", downloads.draft_document, name="draft-document"),
    path(DRAFT + "tep/<str:document>/<str:photo>.jpg", downloads.draft_photo, name="draft-photo"),
    path(DRAFT + "<str:key>/", filling.draft_page, name="draft-page"),
    path(DRAFT + "<str:key>/gui/", filling.draft_upload, name="draft-upload"),
    path(DRAFT + "<str:key>/bo/<str:document>/", filling.draft_remove, name="draft-remove"),
    path(
        DRAFT + "<str:key>/trang/<str:document>/<str:photo>/",
        filling.draft_photo_change,
        name="draft-photo-change",
    ),
    path("tra-cuu/", following.track, name="track"),
    path(DOSSIER, following.track_dossier, name="track-dossier"),
    path(DOSSIER + "to-khai/", following.dossier_answers, name="dossier-answers"),
    path(DOSSIER + "nhan-tin/", writing.dossier_message, name="dossier-message"),
    path(DOSSIER + "rut/", following.withdraw, name="withdraw"),
    path(DOSSIER + "vao-tai-khoan/", following.claim, name="claim"),
    path(DOSSIER + "nop-phi/", paying.pay, name="pay"),
    path(DOSSIER + "nop-phi/ma-qr.svg", paying.pay_qr, name="pay-qr"),
    path("thanh-toan/thong-bao/", paying.gateway_notice, name="gateway-notice"),
    path(DOSSIER + "danh-gia/", rating.rating, name="rating"),
    path(DOSSIER + "bo-sung/", supplementing.supplement, name="supplement"),
    path(DOSSIER + "bo-sung/luu/", supplementing.supplement_save, name="supplement-save"),
    path(
        DOSSIER + "bo-sung/tep/<str:document>/<str:photo>.jpg",
        downloads.supplement_photo,
        name="supplement-photo",
    ),
    path(
        DOSSIER + "bo-sung/tep/<str:document>/",
        downloads.supplement_document,
        name="supplement-document",
    ),
    path(DOSSIER + "tep/<str:document>/", downloads.dossier_document, name="dossier-document"),
    path(DOSSIER + "phieu/<str:slip>/", downloads.dossier_slip, name="dossier-slip"),
    path("xac-minh/<str:slip>/", verifying.verify, name="verify"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/ma-truy-cap/", account.tokens, name="tokens"),
    path("tai-khoan/ma-truy-cap/<int:token>/thu-hoi/", account.token_revoke, name="token-revoke"),
    path("dang-nhap/", account.login, name="login"),
    path("dang-xuat/", account.logout, name="logout"),
    path("dat-mat-khau/<str:number>/<str:secret>/", password.set_password, name="set-password"),
]
