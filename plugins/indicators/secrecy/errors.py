"""What ends the taking over of a delivery, before anything is written."""


class DeliveryError(Exception):
    """The delivery cannot be taken over; the text is German, for the person at the terminal."""
