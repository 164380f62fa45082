"""One list of headers and one of redirects, in the words of three servers: all say the same."""

import re

import pytest

from plugins.hosting import apache, nginx, static
from plugins.hosting.headers import HEADERS, headers_of
from plugins.hosting.settings import HostingSettings
from tests.conftest import ROOT

RULES = [
    ("/2022/05/alt/", "/felder/alter/#noch-nicht-uebernommen", 302),
    ("/2023/12/neu-2/", "/2025/03/da/", 301),
    ("/?p=7", "/2025/03/da/", 301),
    ("*/feed/", "/feeds/alle.rss.xml", 301),
    ("/tag/alt/*", "/felder/", 301),
    ("/tag/*", "/beitraege/", 302),
]
# path, number of the query, target, status
LED = [
    ("/2022/05/alt/", "", "/felder/alter/#noch-nicht-uebernommen", 302),
    ("/2022/05/alt", "", "/felder/alter/#noch-nicht-uebernommen", 302),
    ("/2023/12/neu-2", "", "/2025/03/da/", 301),
    ("/", "7", "/2025/03/da/", 301),
    ("/feed", "", "/feeds/alle.rss.xml", 301),
    ("/tag/alt/feed/", "", "/feeds/alle.rss.xml", 301),
    ("/tag/alt", "", "/felder/", 301),
    ("/tag/alt/page/3/", "", "/felder/", 301),
    ("/tag/alter/", "", "/beitraege/", 302),
    ("/", "", None, None),
    ("/", "77", None, None),
    ("/tagung/", "", None, None),
    ("/2022/05/alt/mehr/", "", None, None),
    ("/2022/05/altes/", "", None, None),
    ("/x/feeds/", "", None, None),
]
PATHS = [
    *("/", "/beitraege/", "/suche/", "/diagramme/x-1/einbetten/", "/indikatoren/x/einbetten/"),
    *(
        "/indikatoren/x.csv",
        "/daten/grenzen.topojson",
        "/daten/katalog.ttl",
        "/feeds/alle.atom.xml",
        "/termine/a.ics",
    ),
    *("/favicon.ico", "/favicon.svg", "/theme/css/site.1a2b3c4d.css", "/theme/css/feed.css"),
    *("/bilder/haus-1a2b3c4d5e6f.avif", "/newsletter/abmelden/", "/newsletter/", "/robots.txt"),
]


def by_nginx(path, number):
    for line in nginx.redirect_map(RULES).splitlines():
        if line.startswith("#"):
            continue
        key, status, target = re.fullmatch(r'"(.*)" "(\d+) (.*)";', line).groups()
        asked = f"{path}?p={number}"
        if key == asked or (key[0] == "~" and re.search(key[1:], asked)):
            return target, int(status)
    return None, None


def by_apache(path, number):
    wanted = ""
    for line in apache.htaccess(RULES).splitlines():
        if line.startswith("RewriteCond %{QUERY_STRING}"):
            wanted = line.split()[2]
        elif found := re.fullmatch(r"RewriteRule (\S+) (/\S*) \[R=(\d+),L,NE,QSD\]", line):
            pattern, target, status = found.groups()
            if re.search(pattern, path[1:]) and (not wanted or re.search(wanted, f"p={number}")):
                return target, int(status)
            wanted = ""
    return None, None


def by_host(path, number):
    for line in static.redirect_lines(RULES).splitlines():
        source, *query, target, status = line.split()
        glob = re.escape(source).replace(r"\*", ".*")
        if query:
            if (path, f"p={number}") == (source, query[0]):
                return target, int(status.rstrip("!"))
        elif re.fullmatch(glob, path) or re.fullmatch(glob, path.rstrip("/")):
            return target, int(status)
    return None, None


@pytest.mark.parametrize("server", [by_nginx, by_apache, by_host])
@pytest.mark.parametrize(("path", "number", "target", "status"), LED)
def test_each_server_leads_an_old_address_to_the_same_place(server, path, number, target, status):
    assert server(path, number) == (target, status)


def test_nginx_is_told_no_address_twice_that_differs_in_capitals_only():
    """Its maps take capitals for small letters, and it does not start with a key that comes twice."""
    rules = [("/2022/05/Alt/", "/da/", 301), ("/2022/05/alt/", "/dort/", 301)]
    lines = nginx.redirect_map(rules).splitlines()[1:]
    assert lines == ['"/2022/05/Alt/?p=" "301 /da/";', '"/2022/05/Alt?p=" "301 /da/";']


def headers_by_apache(path):
    sent = {}
    line = re.compile(r'Header always (set|unset) ([\w-]+)(?: "([^"]*)")?(?: "expr=(.*)")?')
    for action, name, text, expression in line.findall(apache.htaccess(RULES)):
        condition = expression if action == "set" else text.removeprefix("expr=")
        if condition:
            pattern = re.match(r"%\{REQUEST_URI\} =~ m#(.*?)#", condition)[1]
            if not re.search(pattern, path):
                continue
        sent[name] = text if action == "set" else ""
    return {name: value for name, value in sent.items() if value}


def headers_by_host(path):
    sent, fits = {}, False
    for line in static.header_lines([path[1:] for path in PATHS if path[-1] != "/"]).splitlines():
        if line.startswith("/"):
            fits = bool(re.fullmatch(re.escape(line).replace(r"\*", ".*"), path))
        elif fits and line.startswith("  ! "):
            sent.pop(line[4:], None)
        elif fits:
            name, _, value = line.strip().partition(": ")
            assert name not in sent, f"{name} would be sent twice"
            sent[name] = value
    return sent


@pytest.mark.parametrize("path", PATHS)
def test_apache_and_static_hosts_send_what_the_list_says(path):
    assert headers_by_apache(path) == headers_by_host(path) == headers_of(path)


@pytest.mark.parametrize(
    "path", ["/theme/css/site.1a2b3c4d.css.br", "/diagramme/x/einbetten/index.html.gz"]
)
def test_apache_sends_with_a_compressed_copy_what_belongs_to_its_file(path):
    plain = re.sub(r"(index\.html)?\.(br|gz)$", "", path)
    assert headers_by_apache(path) == headers_of(plain)


def test_the_shipped_nginx_holds_the_headers_of_the_list():
    """Where it does not: `python -m plugins.hosting`."""
    shipped = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert shipped == nginx.with_headers(shipped)


def test_a_configuration_that_lost_its_marks_is_refused():
    with pytest.raises(ValueError, match=r"\[/maps\]"):
        nginx.with_headers("server {}")


def test_nothing_unsafe_is_in_any_policy():
    for header in HEADERS:
        for value in (header.value, *(case.value for case in header.cases)):
            assert "unsafe" not in value
            assert '"' not in value, "it would end the value in a configuration"
    for path in PATHS:
        policy = headers_of(path).get("Content-Security-Policy", "")
        is_part = path.endswith((".css", ".js", ".woff2"))
        assert policy.startswith("default-src 'none'; ") != is_part, path


def test_what_carries_its_hash_is_kept_for_a_year_and_nothing_else():
    kept = {path for path in PATHS if "immutable" in headers_of(path)["Cache-Control"]}
    assert kept == {"/theme/css/site.1a2b3c4d.css", "/bilder/haus-1a2b3c4d5e6f.avif"}
    missing = headers_of("/theme/css/site.1a2b3c4d.css", found=False)
    assert missing["Cache-Control"] == "no-cache"


def test_static_hosts_take_no_more_than_a_hundred_rules_and_two_thousand_characters(real_site):
    files = [
        path.relative_to(real_site.output).as_posix() for path in real_site.output.rglob("*.*")
    ]
    lines = static.header_lines(files).splitlines()
    assert len([line for line in lines if line.startswith("/")]) <= 100
    assert max(map(len, lines)) <= 2_000


def test_unknown_servers_are_refused():
    with pytest.raises(ValueError, match="iis"):
        HostingSettings(hosts=("nginx", "iis"))
