"""Consent: sign-ups, the mails that confirm them, the proof, leaving, and being forgotten.

    application → decide → notice → begin, sent → redeem → subscriber, and one row of proof

A sign-up on the web only adds an application; whether a mail is owed is decided afterwards, so that the
answer tells nobody who is known. `register.Register` is the only door by which anybody joins, changes,
moves or ends.
"""
