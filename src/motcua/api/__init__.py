"""The face for machines: `/api/v1/`. Thin: no rules here."""
