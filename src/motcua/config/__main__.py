"""`python -m motcua.config` is the command `motcua`."""

from motcua.config.cli import main

main()
