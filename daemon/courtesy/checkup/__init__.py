"""What `courtesy check` looks at: configuration, accounts, letters, calendars, the machine. Each yields findings."""
