"""motcua: one door for public services, from the finding of a service to the returned result."""
