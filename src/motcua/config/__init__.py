"""Settings, addresses, wiring between rooms, and the command `motcua`."""
