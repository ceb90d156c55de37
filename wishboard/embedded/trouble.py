"""What the embedded servers refuse, in a sentence the operator can act on."""


class Trouble(Exception):
    """A server cannot be had; the message says why and what to do."""


class AlreadyRunning(Trouble):
    """Somebody else has the data folder."""
