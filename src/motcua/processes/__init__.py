"""Approved step tables: who handles a dossier at which step and for how long."""
