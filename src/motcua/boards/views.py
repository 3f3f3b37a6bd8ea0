"""The page of figures: a place and a period, told apart by month, agency and service."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.agencies.queries import agencies_in_force
from motcua.boards import asked as asking
from motcua.boards import charts, lines, saying
from motcua.boards.asked import Asked
from motcua.insight import breakdowns
from motcua.insight.asking import NothingToCount, Wanted
from motcua.insight.targets import targets_on
from motcua.ui import keeper


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """For everybody. From the last count, never from the dossiers themselves."""
    keeper.prepare(request)
    at, asked = timezone.now(), asking.asked(request.GET)
    context = _form(asked, at)
    try:
        wanted = asked.wanted(at)
    except NothingToCount as refusal:
        return render(
            request, "boards/statistics.html", context | {"refusal": refusal}, status=refusal.status
        )
    order = request.GET.get("xep", "")
    context |= _figures(wanted) | _tables(wanted, order, whole="tat-ca" in request.GET)
    context |= {"order": order if order in lines.ORDERS else "ho-so"}
    return render(request, "boards/statistics.html", context)


def _form(asked: Asked, at: datetime) -> dict[str, Any]:
    periods = [
        (label, asked.address(tu=first.isoformat(), den=last.isoformat()))
        for label, first, last in asking.periods(at)
    ]
    return {
        "asked": asked,
        "agencies": list(agencies_in_force().only("code", "name")),
        "periods": periods,
        "all_agencies": asked.address(co_quan=""),
        "all_services": asked.address(thu_tuc=""),
    }


def _figures(wanted: Wanted) -> dict[str, Any]:
    answer, targets = wanted.answer(), targets_on(wanted.last)
    found = answer.figures
    return {
        "answer": answer,
        "found": found,
        "verdict": saying.verdict(found, targets),
        "take_up": saying.percent(found.take_up),
        "coverage": saying.percent(found.coverage),
        "on_time": saying.percent(found.meets.on_time),
        "answered": saying.percent(found.meets.answered_in_time),
        "completion": saying.percent(found.meets.completion),
        "satisfied": saying.percent(found.satisfaction.satisfied),
        "chart": charts.take_up(breakdowns.by_month(wanted), targets.take_up),
    }


def _tables(wanted: Wanted, order: str, *, whole: bool) -> dict[str, Any]:
    """A table of one line says nothing: it is left out."""
    most = None if whole else lines.MOST
    agencies = breakdowns.by_agency(wanted)
    services = [] if wanted.procedure is not None else breakdowns.by_procedure(wanted)
    return {
        "orders": lines.ORDERS,
        "agency_rows": lines.rows(agencies, order, most=most) if len(agencies) > 1 else [],
        "service_rows": lines.rows(services, order, most=most),
        "agency_count": len(agencies),
        "service_count": len(services),
    }
