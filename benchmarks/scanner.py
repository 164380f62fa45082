"""Wapiti, a scanner for holes in web applications, in an environment that is made for it and thrown away.

It cannot know two things. It asks for a random word in every form against forged requests; a static page
cannot hold one, and what stands in its place (Sec-Fetch-Site, Origin) is tried by forgery in attacks.py.
So that finding is told, and does not count. And it must say what every browser says, or the service would
refuse all it sends: each request has our Origin and Host.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.musterland import HOST

# All but the modules that ask servers of the internet or need lists from there.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,https_redirect,ldap,methods,permanentxss,"
    "redirect,shellshock,sql,timesql,upload,xss"
)
REFUTED = "Cross Site Request Forgery"
LEVELS = ("informational", "low", "medium", "high", "critical")
Facts = dict[str, Any]


def scan(port: int, folder: Path, seconds: int, tokens: tuple[str, str, str]) -> Facts:
    """Scan the sign-up behind the web server at `port`, for `seconds` at most; return findings by level.

    `tokens`: to confirm, to leave, and for the settings.
    """
    environment, report = folder / "wapiti", folder / "wapiti.json"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    subprocess.run([str(environment / "bin/pip"), "install", "--quiet", "wapiti3"], check=True)
    base = f"https://127.0.0.1:{port}/newsletter/"
    pages = ("bestaetigen", "abmelden", "einstellungen")
    starts = [f"{base}{page}/?t={token}" for page, token in zip(pages, tokens, strict=True)]
    command = [
        str(environment / "bin/wapiti"), "-u", base, "--scope", "domain", "-m", MODULES, "-d", "4",
        "--verify-ssl", "0", "-f", "json", "-o", str(report), "-H", f"Origin: https://{HOST}",
        "-H", f"Host: {HOST}", "--max-scan-time", str(seconds), "--no-bugreport",
        "--flush-session", "--store-session", str(folder / "session"),
        *(word for start in starts for word in ("-s", start)),
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, timeout=seconds * 3 + 120
    )
    if not report.is_file():
        print(done.stdout[-3000:], done.stderr[-2000:])
        return {"ran": False, "above_informational": -1}
    return _told(json.loads(report.read_text(encoding="utf-8")))


def _told(report: Facts) -> Facts:
    found: Counter[tuple[str, str]] = Counter()
    for part in ("vulnerabilities", "anomalies", "additionals"):
        for name, findings in report[part].items():
            for each in findings:
                level = LEVELS[int(each["level"])]
                found[level, name] += 1
                if level != LEVELS[0]:
                    print(
                        f"  {level}: {name}: {each['method']} {each['path']}: {each['info'][:160]}"
                    )
    infos = report["infos"]
    print(f"\nscanner: {infos['version']}, {infos['crawled_pages_nbr']} pages")
    for (level, name), count in sorted(found.items()):
        print(f"  {level}: {name}: {count}{' (refuted by forgery)' if name == REFUTED else ''}")
    return {
        "ran": True,
        "version": infos["version"],
        "pages": infos["crawled_pages_nbr"],
        "findings": {f"{level}: {name}": count for (level, name), count in sorted(found.items())},
        "refuted": found[LEVELS[2], REFUTED],
        "above_informational": sum(
            count
            for (level, name), count in found.items()
            if level != LEVELS[0] and name != REFUTED
        ),
    }
