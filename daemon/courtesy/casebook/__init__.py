"""What all messages together say: Readings in, Opportunities out; and the book they are kept in."""
