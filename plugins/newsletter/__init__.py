"""The newsletter: from a published feed to every subscriber, exactly once.

Wings, each importing only those above it:

    settings, errors      what is set, and what can go wrong
    store                 tables, migrations, backup
    source                feed → entries, cleaned, with their pictures
    mail                  entries → one frozen mail, personal bytes spliced in
    subscribers           who gets what, and since when
    consent               sign-ups, confirmations, the log that proves them, leaving, erasing
    planning              entries → issues, recipients frozen
    delivery              issues → SMTP or files, every step journaled
    intake                returned mail: bounces, complaints, unsubscribing by mail
    service               the web service behind the sign-up form, and the mails that confirm
    operation             the commands, what they print, and what they warn of

The site and the sender share nothing but the feed: nothing here imports another plugin.
"""
