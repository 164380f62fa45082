"""The units in deploy/ and what they start: valid, locked in, and fitting to each other and to nginx."""

import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from plugins.newsletter.operation.arguments import read_arguments

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("newsletter*.*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service" and "@" not in unit.name]
TIMERS = [unit for unit in UNITS if unit.suffix == ".timer"]
EXPOSURE = (
    1.3  # of 10, as `systemd-analyze security` counts; what remains are network, sockets and user
)
USER = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


def named(unit):
    return unit.name


def says(unit, key):
    """Return all values of a key of a unit."""
    return re.findall(rf"^{key}=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def startable(tmp_path):
    """Return copies of the units whose programs exist on every machine, for systemd looks after them."""
    folder = tmp_path / "units"
    folder.mkdir()
    for unit in UNITS:
        text = re.sub(
            r"/opt/sozial/\S+(?= |$)", "/bin/true", unit.read_text("utf-8"), flags=re.MULTILINE
        )
        (folder / unit.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("unit", SERVICES, ids=named)
def test_units_start_commands_that_exist(unit):
    (start,) = says(unit, "ExecStart")
    words = re.fullmatch(r"/opt/sozial/\.venv/bin/python -m plugins\.newsletter (.+)", start)[1]
    read_arguments(words.split())
    for program in says(unit, "ExecStartPost"):
        assert os.access(ROOT / program.split()[0].removeprefix("/opt/sozial/"), os.X_OK)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd fehlt")
def test_systemd_understands_every_unit(startable):
    verified = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(startable.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "newsletter" not in verified.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd fehlt")
@pytest.mark.parametrize("unit", SERVICES, ids=named)
def test_no_service_may_do_more_than_it_must(startable, unit):
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", startable / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        float(re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)[1]) <= EXPOSURE
    )


@pytest.mark.parametrize("unit", SERVICES, ids=named)
def test_every_service_wakes_somebody_when_it_fails(unit):
    assert says(unit, "OnFailure") == ["newsletter-alarm@%n.service"]


@pytest.mark.parametrize("timer", TIMERS, ids=named)
def test_every_timer_has_its_service_and_starts_with_the_machine(timer):
    assert timer.with_suffix(".service") in SERVICES
    assert says(timer, "WantedBy") == ["timers.target"]


def test_a_service_is_started_by_a_timer_or_with_the_machine():
    for unit in SERVICES:
        assert (unit.with_suffix(".timer") in TIMERS) != (
            says(unit, "WantedBy") == ["multi-user.target"]
        )


def test_nginx_and_nobody_else_reaches_the_socket_of_the_service():
    unit = DEPLOY / "newsletter-anmeldung.service"
    (folder,) = says(unit, "RuntimeDirectory")
    shipped = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"server unix:/run/{folder}/socket;" in shipped
    assert says(unit, "Group") == ["www-data"]  # nginx' group on Debian
    assert says(unit, "RuntimeDirectoryMode") == ["0750"]
    # The group is nobody's who owns files: whatever the service writes is its user's alone.
    assert says(unit, "UMask") == ["0077"]
    handbook = (ROOT / "docs/betrieb.md").read_text(encoding="utf-8")
    assert f'listen="/run/{folder}/socket"' in handbook


@pytest.mark.parametrize("order", ["enable --now", "start"])
def test_the_handbook_starts_all_that_is_to_run(order):
    handbook = (ROOT / "docs/betrieb.md").read_text(encoding="utf-8")
    (words,) = re.findall(
        rf"^ *systemctl {order} (newsletter-anmeldung\.service .*\\\n.*)$", handbook, re.MULTILINE
    )
    standing = [unit for unit in SERVICES if says(unit, "WantedBy")]
    assert set(re.findall(r"[\w.-]+", words)) == {unit.name for unit in (*TIMERS, *standing)}


def test_the_wrapper_runs_a_command_with_the_environment_of_the_service(tmp_path):
    environment = tmp_path / "umgebung"
    environment.write_text(
        "# geheim\nNEWSLETTER_SETTINGS=gibt es nicht.py\nNEWSLETTER_SECRET=$(touch gelaufen)\n"
    )
    ran = subprocess.run(
        [DEPLOY / "newsletter", "status"],
        env={
            "PATH": os.environ["PATH"],
            "NEWSLETTER_USER": USER,
            "NEWSLETTER_HOME": str(ROOT),
            "NEWSLETTER_ENVIRONMENT": str(environment),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 78
    assert "„gibt es nicht.py“ fehlen" in ran.stderr
    assert not (ROOT / "gelaufen").exists()


# --- The drill: a backup brought back, looked into, and thrown away -------------------------------------


@pytest.fixture
def drill(tmp_path):
    """Return how the drill is started, beside a database that is in use, with one backup of it."""
    for name in ("backups", "bin"):
        (tmp_path / name).mkdir()
    (tmp_path / "settings.py").write_text(
        "from plugins.newsletter.settings import NewsletterSettings\n"
        "NEWSLETTER = NewsletterSettings(feed='x.xml', title='Neues', site='https://blog.kreis.example',"
        " sender='amt@kreis.example', list_id='neues.kreis.example', imprint=('Kreis',), imprint_link='',"
        f" privacy_link='', database={str(tmp_path / 'live.sqlite3')!r},"
        f" departures={str(tmp_path / 'abgemeldet')!r})\n"
    )
    (tmp_path / "umgebung").write_text(
        f"NEWSLETTER_SETTINGS={tmp_path}/settings.py\nNEWSLETTER_SECRET={'0123456789abcdef' * 2}\n"
        f"NEWSLETTER_DATABASE={tmp_path}/live.sqlite3\n"
    )
    surroundings = {
        **os.environ,
        "NEWSLETTER_USER": USER,
        "NEWSLETTER_HOME": str(ROOT),
        "NEWSLETTER_ENVIRONMENT": str(tmp_path / "umgebung"),
    }

    def start(*words):
        return subprocess.run(
            words, env=surroundings, capture_output=True, text=True, check=False, timeout=60
        )

    made = start(DEPLOY / "newsletter", "backup", tmp_path / "backups")
    assert made.returncode == 0, made.stderr
    return lambda: start(DEPLOY / "rueckholprobe", tmp_path / "backups")


def test_a_sound_backup_passes_the_drill_and_nothing_stays_behind(drill, tmp_path):
    (only,) = (tmp_path / "backups").iterdir()
    (tmp_path / "backups/probe.abgebrochen").mkdir()
    before = (tmp_path / "live.sqlite3").read_bytes()
    ran = drill()
    assert ran.returncode == 0, ran.stderr
    assert only.name in ran.stdout
    assert "Die Sicherung lässt sich zurückholen." in ran.stdout
    assert [*(tmp_path / "backups").iterdir()] == [only]
    assert (tmp_path / "live.sqlite3").read_bytes() == before
    with sqlite3.connect(tmp_path / "live.sqlite3") as live:
        assert not live.execute("SELECT 1 FROM memory WHERE name = 'paused'").fetchone()


def test_the_drill_never_takes_the_place_of_a_database_that_is_lost(drill, tmp_path):
    (tmp_path / "live.sqlite3").unlink()
    assert drill().returncode == 0
    assert not (tmp_path / "live.sqlite3").exists()


def test_a_damaged_backup_is_told_and_nothing_stays_behind(drill, tmp_path):
    (only,) = (tmp_path / "backups").iterdir()
    newer = tmp_path / "backups/newsletter-29991231T000000Z.sqlite3"
    newer.write_bytes(only.read_bytes()[:4096])
    ran = drill()
    assert ran.returncode == 73
    assert newer.name in ran.stderr
    assert "beschädigt" in ran.stderr
    assert sorted((tmp_path / "backups").iterdir()) == [only, newer]


def test_no_backup_at_all_is_told(drill, tmp_path):
    for file in (tmp_path / "backups").iterdir():
        file.unlink()
    ran = drill()
    assert ran.returncode == 73
    assert "liegt keine Sicherung" in ran.stderr
