"""Django's engine for SQLite, which remembers how a statement is written with question marks."""
