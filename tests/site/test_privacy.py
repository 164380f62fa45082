"""What the page on privacy promises is what the shipped server and the settings do."""

import re
from pathlib import Path

from pelicanconf import NEWSLETTER

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "content/seiten/datenschutz.md").read_text(encoding="utf-8")


def test_the_log_of_the_server_holds_no_more_than_the_page_says():
    nginx = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    (form,) = re.findall(r"log_format \w+ (.*?);", nginx, re.DOTALL)
    assert set(re.findall(r"\$(\w+)", form)) <= {
        "time_iso8601",
        "network",  # made of the front part of the address
        "logged_method",
        "logged_path",  # without the query
        "status",
        "body_bytes_sent",
        "request_time",
        "upstream_status",
        "limit_req_status",
    }
    assert "von Ihrer IP-Adresse nur den vorderen Teil" in PAGE
    assert "ohne das, was hinter einem Fragezeichen steht" in PAGE


def test_the_times_on_the_page_are_those_of_the_settings():
    kept = NEWSLETTER.retention
    assert (kept.unconfirmed.days, kept.evidence.days // 365, kept.bounces.days) == (7, 3, 90)
    assert "nach sieben Tagen" in PAGE
    assert "noch drei Jahre" in PAGE
    assert "nach 90 Tagen" in PAGE
    assert (NEWSLETTER.intake.soft, NEWSLETTER.intake.within.days) == (3, 30)
    assert "dreimal in 30 Tagen" in PAGE
