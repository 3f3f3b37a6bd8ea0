"""The legal slips as PDF and their verification. Made from a dossier and its journal, afterwards."""
