"""The states that rows go through, and what each means."""

from enum import StrEnum


class EntryState(StrEnum):
    """What the sender makes of an entry of the feed."""

    SEEN = "seen"  # there before the first run, or skipped by the operator: never mailed
    WAITING = "waiting"  # new; its grace time runs, an edit still reaches the mail
    HELD = "held"  # too many, too old or from the future: a person decides
    RELEASED = "released"  # planned for those who get it at once; digests may still take it
    WITHDRAWN = "withdrawn"  # vanished from the feed before it was planned


class Reason(StrEnum):
    """Why an entry is held; `APPROVED`: it waits again, because a person let it through."""

    MANY = "many"  # came with too many others
    OLD = "old"
    FUTURE = "future"
    REPEATED = "repeated"  # has the link or the text of another
    RESTORED = "restored"  # may have been mailed since the backup that this database was
    APPROVED = "approved"


class SubscriberState(StrEnum):
    """Whether an address gets mails."""

    PENDING = "pending"  # asked, not yet confirmed
    CONFIRMED = "confirmed"  # the only state that gets mails
    LEFT = "left"  # unsubscribed, removed, erased, or called our mail spam
    SUPPRESSED = "suppressed"  # its mailbox refuses for good


ENDED = (SubscriberState.LEFT, SubscriberState.SUPPRESSED)


class Frequency(StrEnum):
    """How often a subscriber hears from us; also the kind of an issue."""

    INSTANT = "instant"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class IssueState(StrEnum):
    """Where an issue stands."""

    DRAFT = "draft"  # recipients frozen; its mails are being rendered
    PLANNED = "planned"  # every byte frozen; waits for its time
    SENDING = "sending"  # mails leave
    PAUSED = "paused"  # nothing leaves until somebody resumes or cancels; `reason` says why
    DONE = "done"  # frozen = sent + excluded + failed + expired
    CANCELLED = "cancelled"  # ended by the operator; what had not left counts as excluded
    EXPIRED = "expired"  # nobody answered in time; what had not left counts as expired


class DeliveryState(StrEnum):
    """Where the mail of one issue to one subscriber stands."""

    PENDING = "pending"  # waits for its turn
    CLAIMED = "claimed"  # a process has taken it; no byte of its end has left
    SENDING = "sending"  # committed just before the final dot
    DEFERRED = "deferred"  # refused for a time; `next_attempt_at`
    UNCERTAIN = "uncertain"  # the final dot may have left, no answer is known
    SENT = "sent"  # accepted with 250, or found in the receipts
    EXCLUDED = "excluded"  # no longer subscribed, or the issue was cancelled
    FAILED = "failed"  # refused for good
    EXPIRED = "expired"  # refused for a time too often, or the issue expired


FINAL = (DeliveryState.SENT, DeliveryState.EXCLUDED, DeliveryState.FAILED, DeliveryState.EXPIRED)
