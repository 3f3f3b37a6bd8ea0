"""Static files, collected and compressed once, before the server starts."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def build_if_stale() -> bool:
    """Collect and compress when a source is newer than the last time; says whether it did."""
    mark = Path(settings.STATIC_ROOT) / "collected"
    newest = max(source.stat().st_mtime for source in _sources())
    if mark.exists() and mark.stat().st_mtime >= newest:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.touch()
    return True


def _sources() -> list[Path]:
    return [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    ]
