"""Static files, collected and compressed once, before the server starts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


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


class OursCompressor(Compressor):
    """Brotli at its best takes half a minute for files that a citizen never loads."""

    def should_compress(self, filename: str) -> bool:
        """Ours alone; those of the admin and of the API's description are sent as they are."""
        return filename.startswith("ui/") and bool(super().should_compress(filename))


class OursCompressedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for all, compressed copies for the pages of citizens and officers."""

    support_js_module_import_aggregation = True  # `import './when.js'` finds the hashed name

    def create_compressor(self, **options: Any) -> Compressor:
        """The compressor that chooses."""
        return OursCompressor(**options)
