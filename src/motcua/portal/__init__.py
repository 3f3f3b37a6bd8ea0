"""The face for citizens and businesses: find, fill in, hand in, track. Thin: no rules here."""
