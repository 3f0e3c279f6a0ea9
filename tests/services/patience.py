"""How long a test waits for what has to come: only a failure takes that long, and a machine may be busy."""

PATIENCE_S = 60.0
PATIENCE_MS = 60_000
