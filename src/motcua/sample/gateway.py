"""A payment gateway to try with: it takes no money and speaks the real protocol.

It checks what it is sent as the gateway does, tells our server before it sends the payer back, and
may be told to fail. Only in the demo; production has no such page.
"""

import secrets
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.core.money import say_dong
from motcua.payments import gateway

PAID, CANCELLED = "00", "24"
WITHIN = 20  # seconds for our server to answer


@csrf_exempt
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest) -> HttpResponse:
    """GET shows what is to be paid; POST pays or not, tells our server, and leads back.

    For everybody, in the demo alone.
    """
    told = request.GET.dict()
    amount = gateway.amount_of(told)
    known = gateway.is_signed(settings.PAYMENT_SECRET, told) and amount is not None
    if not known or not _is_ours(request, told):
        return render(request, "sample/gateway.html", {"unknown": True}, status=400)
    if request.method == "POST":
        return _answer(request, told)
    shown = {"amount": say_dong(amount or 0), "words": told.get("vnp_OrderInfo", "")}
    return render(request, "sample/gateway.html", shown)


def _is_ours(request: HttpRequest, told: dict[str, str]) -> bool:
    back = told.get("vnp_ReturnUrl", "")
    return url_has_allowed_host_and_scheme(back, {request.get_host()})


def _answer(request: HttpRequest, told: dict[str, str]) -> HttpResponse:
    code = PAID if "tra" in request.POST else CANCELLED
    said = {
        "vnp_TmnCode": told.get("vnp_TmnCode", ""),
        "vnp_Amount": told["vnp_Amount"],
        "vnp_BankCode": "MAU",
        "vnp_OrderInfo": told.get("vnp_OrderInfo", ""),
        "vnp_PayDate": gateway.stamp(timezone.now()),
        "vnp_ResponseCode": code,
        "vnp_TransactionStatus": code,
        "vnp_TransactionNo": str(secrets.randbelow(10**12)),
        "vnp_TxnRef": told.get("vnp_TxnRef", ""),
    }
    said[gateway.SIGNATURE] = gateway.sign(settings.PAYMENT_SECRET, said)
    _tell(request, said)
    return HttpResponseRedirect(f"{told['vnp_ReturnUrl']}?{urlencode(said)}")


def _tell(request: HttpRequest, said: dict[str, str]) -> None:
    """From server to server; a real gateway tells again until it is answered."""
    kind = HTTPSConnection if request.is_secure() else HTTPConnection
    there = kind(request.get_host(), timeout=WITHIN)
    there.request("GET", f"{reverse('gateway-notice')}?{urlencode(said)}")
    there.getresponse().read()
    there.close()
