"""What the supervisor is to run, as data, so that it needs neither settings nor a library."""

import json
import os
from dataclasses import asdict, dataclass, field

PIPE_SIZE = 60_000


@dataclass(frozen=True)
class Plan:
    """A town of processes.

    `web` and `worker` are commands; `prepare` are commands that run one after another once the
    database answers and before the town opens. `postgres` and `valkey` say whether to start them.
    `lock` is the descriptor that holds the data folder, -1 for none. `welcome` is shown with the
    address when the town is open.
    """

    data_dir: str
    host: str
    port: int
    web: list[str]
    worker: list[str]
    prepare: list[list[str]] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    postgres: bool = True
    valkey: bool = True
    lock: int = -1
    welcome: str = ""

    def hand_over(self) -> int:
        """Puts the plan into a pipe and returns the end to read, for the process that follows."""
        text = json.dumps(asdict(self)).encode()
        if len(text) > PIPE_SIZE:
            raise ValueError("the plan does not fit into a pipe")
        reader, writer = os.pipe()
        os.write(writer, text)
        os.close(writer)
        os.set_inheritable(reader, True)
        return reader

    @classmethod
    def received(cls, reader: int) -> "Plan":
        """The plan that another process handed over."""
        with os.fdopen(reader, "rb") as pipe:
            return cls(**json.load(pipe))
