"""From an address to its mail servers: the table of providers, the domain's own autoconfig, DNS."""
