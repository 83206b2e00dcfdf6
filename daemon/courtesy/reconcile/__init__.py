"""Desired against actual against remembered: the Actions that close the gap, and their carrying out."""
