"""One module per command of `motcua`."""
