"""``python -m courtesy.cli`` is ``courtesy``."""

from courtesy import cli

cli.main()
