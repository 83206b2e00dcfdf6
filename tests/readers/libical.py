"""libical, by way of ctypes: what its parser and its table of restrictions say of a calendar file."""

import ctypes
import ctypes.util

_ANY = 1  # ICAL_ANY_COMPONENT


class Library:
    """The library, loaded once."""

    def __init__(self) -> None:
        name = ctypes.util.find_library("ical")
        assert name, "libical is installed by `make test` (apt: libical3)"
        self._c = ctypes.CDLL(name)
        self._c.icalparser_parse_string.restype = ctypes.c_void_p
        for function in ("icalcomponent_get_first_component", "icalcomponent_get_next_component"):
            getattr(self._c, function).restype = ctypes.c_void_p
            getattr(self._c, function).argtypes = [ctypes.c_void_p, ctypes.c_int]
        for function in ("icalrestriction_check", "icalcomponent_count_errors", "icalcomponent_free"):
            getattr(self._c, function).argtypes = [ctypes.c_void_p]
        for function in ("summary", "description", "uid"):
            getter = getattr(self._c, f"icalcomponent_get_{function}")
            getter.restype, getter.argtypes = ctypes.c_char_p, [ctypes.c_void_p]

    def read(self, data: bytes) -> tuple[list[str], list[dict[str, str]]]:
        """Return what is wrong with a file, and what its events and tasks say."""
        whole = self._c.icalparser_parse_string(data)
        if not whole:
            return ["cannot be parsed"], []
        try:
            wrong = [] if self._c.icalrestriction_check(whole) else ["breaks a restriction of RFC 5545 or 5546"]
            wrong += ["holds what it could not read"] * self._c.icalcomponent_count_errors(whole)
            return wrong, [self._said(one) for one in self._components(whole)]
        finally:
            self._c.icalcomponent_free(whole)

    def _components(self, whole: int) -> list[int]:
        found, one = [], self._c.icalcomponent_get_first_component(whole, _ANY)
        while one:
            found.append(one)
            one = self._c.icalcomponent_get_next_component(whole, _ANY)
        return found

    def _said(self, one: int) -> dict[str, str]:
        names = ("uid", "summary", "description")
        return {name: getattr(self._c, f"icalcomponent_get_{name}")(one).decode() for name in names}
