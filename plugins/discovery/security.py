"""/.well-known/security.txt (RFC 9116): where to report a hole in the site, and until when that holds."""

from datetime import date, timedelta

ADDRESS = "/.well-known/security.txt"
_SOON = timedelta(days=30)


def security_txt(origin: str, contact: str, expires: date, language: str) -> str:
    """Return the file. `expires` is the last whole day, so it ends with the next one."""
    end = expires + timedelta(days=1)
    return (
        f"Contact: {contact}\n"
        f"Expires: {end.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {language}\n"
        f"Canonical: {origin}{ADDRESS}\n"
    )


def expiry(expires: date, today: date) -> str:
    """Return in German what is wrong with the day, or nothing: readers must not trust an expired file."""
    if expires < today:
        return f"Die Angaben in security.txt gelten nur bis {expires.isoformat()}, das ist vorbei."
    if expires - today < _SOON:
        return f"Die Angaben in security.txt gelten nur noch bis {expires.isoformat()}."
    return ""
