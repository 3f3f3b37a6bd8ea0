"""Procedures, the services that offer them, their levels, search and import."""
