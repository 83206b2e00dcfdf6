"""What ought to stand now: Opportunities and an instant in, Desired out. Pure."""
