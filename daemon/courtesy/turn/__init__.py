"""One pass over one account: fetch, read, record, plan, diff, apply.

``take`` is the whole turn; ``catch_up`` fetches and records, ``decisions`` looks at the owner's decision mailboxes,
``snapshot`` sees what stands now, ``desk`` holds what a turn needs.
"""
