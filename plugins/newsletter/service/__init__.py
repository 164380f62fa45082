"""The web service behind the forms of the site, and the thread that sends the mails they ask for."""
