"""What columns and states are called in files that people are given."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Table

from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.people import (
    Event,
    NoticeKind,
    NoticeState,
    application,
    bounce,
    consent,
    notice,
    suppression,
    token,
    wording,
)
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import DeliveryState, Frequency, SubscriberState

# What is left out, and why, stands in the test of disclosure.py.
COLUMNS: Mapping[Table, Mapping[str, str]] = {
    subscriber: {
        "id": "nummer", "address": "adresse", "domain": "domain_der_adresse", "state": "stand",
        "frequency": "haeufigkeit", "created_at": "angefragt_am", "confirmed_at": "bestaetigt_am",
        "left_at": "beendet_am",
    },
    subscription: {"topic": "thema", "since": "seit"},
    consent: {
        "id": "zeile", "at": "am", "event": "ereignis", "digest": "pruefsumme_der_adresse",
        "wording": "fassung", "form": "formular", "topics": "themen", "frequency": "haeufigkeit",
        "asked_at": "angefragt_am", "mailed_at": "mail_gesandt_am", "message_id": "message_id",
        "detail": "angaben",
    },
    wording: {
        "version": "fassung", "digest": "pruefsumme", "text": "text",
        "first_used_at": "zuerst_verwendet_am",
    },
    notice: {
        "kind": "art", "state": "stand", "address": "adresse", "topics": "themen",
        "frequency": "haeufigkeit", "wording": "fassung", "form": "formular",
        "asked_at": "angefragt_am", "attempt": "versuche", "next_attempt_at": "naechster_versuch_am",
        "sent_at": "gesandt_am", "message_id": "message_id", "redeemed_at": "beantwortet_am",
    },
    token: {"digest": "pruefsumme", "mailed_at": "gesandt_am", "message_id": "message_id"},
    application: {
        "address": "adresse", "topics": "themen", "frequency": "haeufigkeit", "wording": "fassung",
        "form": "formular", "asked_at": "angefragt_am",
    },
    suppression: {"digest": "pruefsumme_der_adresse", "reason": "grund", "at": "seit"},
    delivery: {
        "id": "nummer", "issue_id": "ausgabe", "state": "stand", "attempt": "versuche",
        "next_attempt_at": "naechster_versuch_am", "first_attempt_at": "erster_versuch_am",
        "changed_at": "zuletzt_am", "code": "antwort_code", "reply": "antwort",
        "queue_id": "kennung_beim_mailserver",
    },
    bounce: {
        "delivery_id": "zustellung", "at": "am", "status": "status", "hard": "endgueltig",
    },
}  # fmt: skip

# As the form, the settings and the lists of subscribers have them.
FREQUENCIES: Mapping[str, Frequency] = {
    "sofort": Frequency.INSTANT,
    "woche": Frequency.WEEKLY,
    "monat": Frequency.MONTHLY,
}
TERMS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Frequency: {kind: word for word, kind in FREQUENCIES.items()},
    SubscriberState: {
        SubscriberState.PENDING: "unbestätigt",
        SubscriberState.CONFIRMED: "angemeldet",
        SubscriberState.LEFT: "abgemeldet",
        SubscriberState.SUPPRESSED: "gesperrt",
    },
    NoticeKind: {
        NoticeKind.SUBSCRIBE: "Bitte um Bestätigung",
        NoticeKind.MOVE: "Wechsel der Adresse",
        NoticeKind.KNOWN: "schon angemeldet",
    },
    NoticeState: {
        NoticeState.OWED: "wird noch gesandt",
        NoticeState.SENT: "gesandt",
        NoticeState.REDEEMED: "beantwortet",
        NoticeState.FAILED: "nicht angekommen",
    },
    Event: {
        Event.CONFIRMED: "bestätigt",
        Event.IMPORTED: "aus anderer Quelle übernommen",
        Event.CHANGED: "Auswahl geändert",
        Event.MOVED: "Adresse gewechselt",
        Event.LEFT: "abgemeldet",
        Event.REMOVED: "von der Redaktion abgemeldet",
        Event.COMPLAINED: "als Spam gemeldet",
        Event.BOUNCED: "nicht mehr zustellbar",
        Event.ERASED: "gelöscht",
    },
    DeliveryState: {
        DeliveryState.PENDING: "steht an",
        DeliveryState.CLAIMED: "geht gerade hinaus",
        DeliveryState.SENDING: "geht gerade hinaus",
        DeliveryState.DEFERRED: "wird noch einmal versucht",
        DeliveryState.UNCERTAIN: "ungewiss",
        DeliveryState.SENT: "gesandt",
        DeliveryState.EXCLUDED: "entfallen",
        DeliveryState.FAILED: "abgelehnt",
        DeliveryState.EXPIRED: "verfallen",
    },
}
