"""E-mail notices, made from the outbox. Sends nothing by itself during an act."""
