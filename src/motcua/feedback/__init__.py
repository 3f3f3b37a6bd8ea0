"""What applicants say of how they were served. Beside the dossier: it never changes one."""
