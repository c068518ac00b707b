"""What opens the demo shop; it is everybody's."""

PASSPHRASE = "demo shop, not secret"  # noqa: S105  it says so itself
OWNER_PIN = "1234"
