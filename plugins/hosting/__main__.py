"""`python -m plugins.hosting`: put the headers into deploy/nginx.conf anew, between their marks."""

from pathlib import Path

from plugins.hosting.nginx import with_headers

_SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
_SHIPPED.write_text(with_headers(_SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
