"""How much memory this process holds."""

from pathlib import Path


def resident_mb() -> float:
    """Return it in MB; 0 where the system does not say."""
    return _said("VmRSS")


def most_resident_mb() -> float:
    """Return what it held at most, in MB; what whoever started it held does not count, as it would with getrusage."""
    return _said("VmHWM")


def _said(name: str) -> float:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else [f"{name}: 0 kB"]
    return int(next(line.split()[1] for line in lines if line.startswith(name))) / 1024
