"""Files kept under their SHA-256: checks, storage and page images. Knows no dossier."""
