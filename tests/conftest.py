"""What every test may ask for: real servers, started once and only where a test names them."""

pytest_plugins = ("dovecot", "home", "submitted", "world")
