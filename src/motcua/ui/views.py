"""The gallery, which people read and the accessibility tests visit. Shows made-up examples only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.ui import examples, icons


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The parts of the citizen's pages."""
    context = examples.public() | {"icons": icons.names()}
    return render(request, "ui/gallery.html", context)


@require_safe
def gallery_errors(request: HttpRequest) -> HttpResponse:
    """A citizen's page that came back with errors."""
    return render(request, "ui/gallery_errors.html", examples.refused())


@require_safe
def gallery_work(request: HttpRequest) -> HttpResponse:
    """The parts of the working faces: denser, for the keyboard."""
    return render(request, "ui/gallery_work.html", examples.working())
