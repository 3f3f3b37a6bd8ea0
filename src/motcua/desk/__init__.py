"""The face for officers: the queue, one dossier on one screen, the counter. Thin: no rules here."""
