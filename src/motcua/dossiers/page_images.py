"""Page images of the papers that came with an act, for the officer's screen."""

from motcua.documents import images
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.papers import papers_of


def make(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: make the images of new papers; those made before are left as they are."""
    if entry.data.get("documents"):
        for paper in papers_of(dossier):
            images.make_page_images(paper.file)
