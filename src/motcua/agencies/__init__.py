"""Agencies with validity dates, jurisdictions, administrative units and calendars.

Also the rules of growth (`sharding`): which tables are split by jurisdiction, and the guard that
watches their queries. Knows nothing of services, dossiers or persons.
"""
