"""Accounts, postings of officers, the role table and bearer tokens. Knows nothing of dossiers."""
