"""Mail as values: bytes in, Message out. Pure."""
