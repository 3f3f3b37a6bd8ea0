"""Paying the fee of a dossier: by VietQR, at a gateway, or at the counter."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.dossiers.models import Dossier
from motcua.payments import gateway, orders
from motcua.payments.queries import account_of, charge_of
from motcua.portal import paying
from motcua.portal.doors import owner
from motcua.slips import qr


@owner("GET", "POST")
def pay(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """How, and did it arrive? POST begins an order at the gateway and leads there."""
    if request.method == "POST":
        return _to_gateway(request, at, dossier)
    shown = paying.page(dossier, at)
    if shown is None:
        return redirect("track-dossier", code=dossier.code)
    shown["back"] = "vnp_TxnRef" in request.GET
    return render(request, "portal/pay.html", shown)


@owner("GET")
def pay_qr(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """The VietQR code over what is still due."""
    charge = charge_of(dossier)
    account = account_of(dossier.agency, local_day(at))
    if charge is None or not charge.is_due or account is None:
        raise Http404
    picture = qr.svg(paying.transfer(dossier, charge, account), on_white=True)
    return HttpResponse(picture, content_type="image/svg+xml")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def gateway_notice(request: HttpRequest) -> JsonResponse:
    """For the gateway's server: whoever knows the shared secret. Others are answered 97."""
    there = gateway.gateway()
    if there is None:
        raise Http404
    told = (request.GET if request.method == "GET" else request.POST).dict()
    reply = orders.notified(told, there.secret, at=timezone.now())
    return JsonResponse({"RspCode": reply.value, "Message": reply.words})


def _to_gateway(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    there, path = gateway.gateway(), reverse("pay", args=[dossier.code])
    if there is None:
        raise Http404
    try:
        order = orders.begin(dossier, at=at)
    except Refusal:  # paid meanwhile: the page says so
        return redirect(path)
    address = gateway.address(
        there,
        order,
        words=f"Phi ho so {dossier.code}",
        back=request.build_absolute_uri(path),
        visitor=request.META.get("REMOTE_ADDR", ""),
    )
    return HttpResponseRedirect(address)
