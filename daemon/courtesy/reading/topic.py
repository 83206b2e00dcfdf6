"""What a person and the owner spoke of, as a noun phrase fit to stand in a letter.

Sentences come from named; phrases go on to reading.Mention. Precision comes first: None where in doubt.
"""


def about(said: str, start: int, end: int, own: bool) -> str | None:  # noqa: FBT001
    """Return what a sentence says was spoken of with the person whose name stands at start:end."""
    del said, start, end, own
    return None
