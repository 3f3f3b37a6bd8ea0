"""The face for the owners of procedures: publish a procedure at an agency. Thin: no rules here."""
