"""Reads published records of procedures: what is understood as values, what is not as remarks.

Pure: it knows neither the database nor the file. The source's own text is authoritative; the
lists that come with it are used where there is no text.
"""
