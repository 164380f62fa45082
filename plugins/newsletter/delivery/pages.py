"""Pages to look at mails that were written into a folder: no script, nothing remote."""

import base64
import re
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from html import escape
from pathlib import Path

from plugins.newsletter.settings import BERLIN

_HEAD = 65_536  # bytes in which the header of a mail ends
_SHOWN = 1000
_CID = re.compile(r"cid:([^\"'\s)>]+)")
_HEAD_TAG = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
# The browser holds a local file to this too: no script, and no request to anywhere.
_GUARD = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src '
    "'none'; img-src data:; style-src 'unsafe-inline'\">"
)
_LIST = """\
<!DOCTYPE html>
<html lang="de">
<head>{guard}<title>Geschriebene Mails</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 1rem/1.5 sans-serif; margin: 2rem; color: #222; background: #fff }}
table {{ border-collapse: collapse }} th, td {{ text-align: left; padding: .3rem 1rem .3rem 0 }}
td {{ border-top: 1px solid #ccc }}</style></head>
<body>
<h1>Geschriebene Mails</h1>
<p>{count}</p>
<table>
<thead><tr><th>Betreff</th><th>An</th><th>Zeit</th><th>Ansehen als</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""
_ROW = (
    '<tr><td><a href="{name}.html">{subject}</a></td><td>{to}</td><td>{time}</td>'
    '<td><a href="{name}.txt">Text</a>, <a href="{name}.eml">Maildatei</a></td></tr>'
)


def mail_page(content: bytes) -> str:
    """Return the HTML part of a mail with its pictures inside; the text part where there is none."""
    message = _read(content)
    part = message.get_body(("html",))
    if part is None:
        text = escape(text_page(content).removeprefix("\ufeff"))
        return (
            f"<!DOCTYPE html>\n<html><head>{_GUARD}</head><body><pre>{text}</pre></body></html>\n"
        )
    pictures = {
        str(inline["Content-ID"]).strip("<> "): _data_address(inline)
        for inline in message.walk()
        if inline["Content-ID"]
    }
    html = _CID.sub(lambda found: pictures.get(found[1], ""), str(part.get_content()))
    guarded, count = _HEAD_TAG.subn(lambda tag: tag[0] + _GUARD, html, count=1)
    return guarded if count else f"{_GUARD}{html}"


def text_page(content: bytes) -> str:
    """Return the text part of a mail, marked as UTF-8 for browsers."""
    part = _read(content).get_body(("plain",))
    return "\ufeff" + (str(part.get_content()) if part is not None else "")


def index_page(folder: Path) -> str:
    """Return the list of the mails in `folder`, newest first. Raises OSError.

    A mail that another process takes away meanwhile is left out.
    """
    rows = []
    files = _by_age(folder)
    for file in files[: -_SHOWN - 1 : -1]:
        try:
            with file.open("rb") as opened:
                head = BytesHeaderParser(policy=default).parsebytes(opened.read(_HEAD))
        except FileNotFoundError:
            files.remove(file)
            continue
        subject = str(head["Subject"] or "").strip() or "(ohne Betreff)"
        told = {"subject": subject, "to": str(head["To"] or ""), "time": _time(head)}
        rows.append(
            _ROW.format(name=file.stem, **{key: escape(value) for key, value in told.items()})
        )
    count = "Eine Mail" if len(files) == 1 else f"{len(files)} Mails"
    more = f", hier die neuesten {_SHOWN}" if len(files) > _SHOWN else ""
    count += f"{more}. Keine hat diesen Rechner verlassen."
    return _LIST.format(guard=_GUARD, count=count, rows="\n".join(rows))


def _by_age(folder: Path) -> list[Path]:
    ages = {}
    for file in folder.glob("*.eml"):
        with suppress(FileNotFoundError):
            ages[file] = (file.stat().st_mtime, file.name)
    return sorted(ages, key=ages.__getitem__)


def _read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101  # what policy.default makes
    return message


def _data_address(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return f"data:{part.get_content_type()};base64,{base64.b64encode(data).decode()}"


def _time(head: EmailMessage) -> str:
    date = getattr(head["Date"], "datetime", None)
    if not isinstance(date, datetime):
        return ""
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return aware.astimezone(BERLIN).strftime("%d.%m.%Y, %H:%M Uhr")
