"""The heart: drafts, dossiers, acts, journal, outbox and queues.

What others may use: `acts`, `queries`, `drafts`, `act_forms`, `presenters`. There is no other way
to change a dossier than an act.
"""
