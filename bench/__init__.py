"""What the town can carry, measured: `make bench`, one line per figure, `name value unit`.

Every ratio is taken against a limit measured in the same run, in turn with it. Load comes from
`wrk`. Generated cities are kept in `var/bench` and made anew when the tables or their generator
change. What is measured never writes into the folder of a town that lives here.
"""

import os
from pathlib import Path

os.environ.setdefault("WISHBOARD_DATA_DIR", str(Path(__file__).parents[1] / "var/bench/town"))
