"""The demo: a job search that never was, on a mail server of its own.

``sample`` renders sample.toml to mail, dated back from the moment of the demo; ``pdf`` draws the letter attached to it.
"""
