"""What one message says: Message in, Reading out, each fact with the sentence it stands in. Pure."""
