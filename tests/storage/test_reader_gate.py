"""The gate of readers: side by side, and one thread alone."""

import threading

from shopdesk.storage.reader_gate import ReaderGate


def test_whoever_is_alone_waits_for_readers_and_keeps_new_ones_out() -> None:
    gate, told, go = ReaderGate(), list[str](), threading.Event()

    def read() -> None:
        with gate.shared():
            told.append("read")

    def be_alone() -> None:
        with gate.alone(), gate.shared():
            told.append("alone")
            later.start()
            go.set()

    later, lone = threading.Thread(target=read), threading.Thread(target=be_alone)
    with gate.shared():
        lone.start()
        with gate.shared():  # one who reads within reading does not wait for itself
            told.append("inside")
    go.wait()
    lone.join()
    later.join()
    assert told == ["inside", "alone", "read"]
