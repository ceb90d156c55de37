"""The steps in which a key comes into the ring, into use, and out again."""

from dataclasses import replace

import click

from wishboard.core.keyfile import key_file, ring, write_ring, written_ring
from wishboard.core.keyring import HouseKey, Ring, new_key
from wishboard.settings import Settings

EVERYWHERE = "on every machine, and start all processes anew, web and workers"


def require_nothing_waits(town: Settings) -> None:
    """Refuse a new key while another one waits."""
    if _ring(town).waiting:
        raise click.ClickException("A key waits already: --use takes it into use.")


def begun_for_setting(town: Settings) -> str:
    """What to set for a new key that waits; nothing is changed."""
    waiting = replace(_ring(town), waiting=new_key())
    return (
        f"Set this {EVERYWHERE}:\n\n  WISHBOARD_SECRET_KEY={_on_a_line(waiting)}\n\n"
        "The new key waits. When every process has been started with it: "
        "`wishboard rotate-key --use`."
    )


def have_wait(town: Settings) -> str:
    """Put a new key that waits into the key file; what to do next."""
    path = key_file(town)
    write_ring(path, replace(_ring(town), waiting=new_key()))
    return (
        f"A new key waits in {path}. Where other machines have a copy of this file, bring it "
        "there. When it is everywhere: `wishboard rotate-key --use`."
    )


def use_waiting(town: Settings) -> str:
    """Make the key that waits the current one, or say what to set; what was done."""
    known = _ring(town)
    if known.waiting is None:
        raise click.ClickException("No key waits: --begin makes one.")
    used = Ring((known.waiting, *known.keys))
    if town.secret_key.get_secret_value():
        return (
            f"Set this {EVERYWHERE}:\n\n  WISHBOARD_SECRET_KEY={_on_a_line(used)}\n\n"
            "Then `wishboard rotate-key --go-on` moves what can be moved."
        )
    write_ring(key_file(town), used)
    return (
        f"{used.current.id.hex()} is the current key. Keep a copy of {key_file(town)} in another "
        "safe place: it holds the former keys too, and they are still needed."
    )


def named_key(town: Settings, written: str) -> HouseKey:
    """The former key with this id."""
    known = _ring(town)
    for key in known.by_age:
        if key.id.hex() == written.strip().lower():
            if key == known.current:
                raise click.ClickException("This is the current key.")
            return key
    raise click.ClickException(f"{written} is none of the keys here.")


def take_out(town: Settings, key: HouseKey) -> str:
    """Take a key out of the ring, or say what to set; what was done."""
    known = _ring(town)
    waiting = None if known.waiting == key else known.waiting
    rest = Ring(tuple(one for one in known.keys if one != key), waiting)
    if town.secret_key.get_secret_value():
        return f"Set this {EVERYWHERE}:\n\n  WISHBOARD_SECRET_KEY={_on_a_line(rest)}"
    write_ring(key_file(town), rest)
    return f"{key.id.hex()} is out of {key_file(town)}. Backups from its time need it still."


def _ring(town: Settings) -> Ring:
    """The ring as it is written down now; a first key is made where there is none."""
    return written_ring(town) or ring()


def _on_a_line(known: Ring) -> str:
    return ",".join(str(known).split())
