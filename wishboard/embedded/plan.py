"""What the supervisor is to run, as data, so that it needs neither settings nor a library."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Plan:
    """A town of processes.

    `workers` is the number of web processes. `worker` is a command; `prepare` are commands that
    run one after another once the database answers and before the town opens. `postgres` and
    `valkey` say whether to start them. `welcome` is shown with the address when the town is open.
    """

    data_dir: str
    host: str
    port: int
    worker: list[str]
    workers: int = 1
    prepare: list[list[str]] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    postgres: bool = True
    valkey: bool = True
    welcome: str = ""

    def written(self) -> str:
        """The plan as text, for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str | bytes) -> "Plan":
        """The plan that another process wrote."""
        return cls(**json.loads(text))
