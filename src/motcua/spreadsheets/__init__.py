"""Tables that people fill in with a spreadsheet program: read, checked, previewed, taken whole.

Knows cells, columns, faults by row and column, templates and reports; not what a table is about.
A room describes its own table (`plans.Sheet`), the face `bulk` shows the steps.
"""
