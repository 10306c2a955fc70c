"""Connecting to a server that is up and may be busy: pymilvus takes the first call that fails for a server that is away."""

import time

from pymilvus import MilvusException

# Below what whoever asks waits for an answer.
LIMIT_S = 90
CALL_S = 30
CONNECT_FAILED = 2


def until_connected(connect):
    """What `connect` gives for a time-out of a call, in seconds; tried again while it cannot connect."""
    end = time.monotonic() + LIMIT_S
    while True:
        try:
            return connect(CALL_S)
        except MilvusException as error:
            if error.code != CONNECT_FAILED or time.monotonic() > end:
                raise
            time.sleep(0.2)
