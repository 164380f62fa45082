"""`doctor`: what is wrong, and what to do about it."""

from pathlib import Path

from rich.console import Console

from plugins.newsletter.errors import NewsletterError
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.doctor.examination import Patient, examine
from plugins.newsletter.operation.doctor.finding import Grade
from plugins.newsletter.operation.doctor.resolver import NameServers, ZoneFile
from plugins.newsletter.operation.doctor.web import RealWeb
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.wording import counted

_STYLES = {Grade.OK: "green", Grade.HINT: "yellow", Grade.FAULT: "bold red"}


def doctor(call: Call) -> list[NewsletterError]:
    """Print each finding as it comes; faults end with code 1."""
    zone = call.arguments.dns_datei
    patient = Patient(
        root=call.root,
        settings=load_settings(call.root, call.environment),
        environment=call.environment,
        resolver=ZoneFile(Path(zone)) if zone else NameServers(),
        web=RealWeb(),
        now=call.clock(),
        selectors=call.arguments.dkim_selektor,
    )
    console = Console(file=call.out, highlight=False, soft_wrap=True)
    faults = 0
    for finding in examine(patient):
        faults += finding.grade is Grade.FAULT
        console.print(f"{finding.grade:<8}", style=_STYLES[finding.grade], end="", markup=False)
        console.print(f"{finding.check}: {finding.text}", markup=False)
        if finding.advice:
            console.print(f"{'':8}→ {finding.advice}", markup=False)
    if not faults:
        return []
    return [NewsletterError(f"{counted(faults, 'Fehler ist', 'Fehler sind')} zu beheben.")]
