"""What `courtesy init` does: asks, tries, keeps the secret, writes the configuration, installs the unit."""
