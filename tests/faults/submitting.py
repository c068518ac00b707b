"""The same request from two processes at once: posted once, and both are told the same."""

import os
from pathlib import Path
from random import Random

from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from tests.faults.outcome import PASSPHRASE, Outcome, copied, post

_AT_ONCE = 50


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Submit that many requests twice; weakened, the second one comes under an id of its own."""
    folder = copied(template, work, "submitted")
    done, wrong = 0, []
    for start in range(0, points, _AT_ONCE):
        requests = range(start, min(start + _AT_ONCE, points))
        told = [_submitted(folder, requests, which if weakened else 0) for which in (0, 1)]
        answers = [_answers(*each) for each in told]
        done += sum(map(len, answers))
        wrong += [
            f"request {request} was posted twice"
            for request, *refs in zip(requests, *answers, strict=True)
            if len(set(refs)) != 1
        ]
    with open_shop(folder, PASSPHRASE) as shop:
        wrong += [] if verify(shop.desk).ok else ["the proof fails"]
    return Outcome(points, done, wrong)


def _submitted(folder: Path, requests: range, mark: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        with open_shop(folder, PASSPHRASE) as shop, os.fdopen(writing, "w") as told:
            for request in requests:
                told.write(f"{post(shop.desk, Random(request), f'{mark} {request}')}\n")  # noqa: S311  the same twice
    finally:
        os._exit(0)


def _answers(child: int, reading: int) -> list[str]:
    with os.fdopen(reading) as told:
        answers = told.read().splitlines()
    os.waitpid(child, 0)
    return answers
