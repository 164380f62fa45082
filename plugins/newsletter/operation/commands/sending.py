"""`send` once, and `run` every few minutes."""

import signal
from functools import partial

from plugins.newsletter.errors import Busy, NewsletterError, StoreUnusable, WrongUse
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.log import log
from plugins.newsletter.operation.progress import shown
from plugins.newsletter.operation.report import faults_of, round_lines
from plugins.newsletter.operation.round import Sender, send_round
from plugins.newsletter.operation.signals import Stop
from plugins.newsletter.operation.workplace import Workplace


def send(call: Call) -> list[NewsletterError]:
    """Plan and send what is due."""
    with call.workplace() as place, Stop() as stop:
        place.claim_transport()
        done = send_round(sender_of(call, place, stop))
        for line in round_lines(done):
            call.say(line)
        return faults_of(done, interrupted=stop.received is signal.SIGINT)


def run(call: Call) -> list[NewsletterError]:
    """Do rounds until a signal comes; what fails in one is told, and the next is tried."""
    pause = call.arguments.alle * 60
    if pause <= 0:
        raise WrongUse("Der Abstand der Läufe (--alle) muss größer als 0 sein.")
    with call.workplace() as place, Stop() as stop:
        place.claim_transport()
        sender = sender_of(call, place, stop)
        while not stop():
            try:
                done = send_round(sender)
            except (Busy, StoreUnusable) as error:
                faults: list[NewsletterError] = [error]
            else:
                faults = faults_of(done)
                for line in round_lines(done):
                    call.say(line)
            for fault in faults:
                call.say(str(fault))
                log().error("round.fault", kind=type(fault).__name__, reason=str(fault))
            stop.wait(pause)
    call.say("Beendet; nichts ist verloren.")
    return []


def sender_of(call: Call, place: Workplace, stop: Stop) -> Sender:
    """Return what a round needs at this place."""
    return Sender(
        root=place.root,
        settings=place.settings,
        store=place.store,
        keys=place.keys,
        mailer=place.mailer,
        clock=place.clock,
        sleep=stop.wait,
        stop=stop,
        shown=partial(shown, stream=call.out),
    )
