"""Answers requests, one line of JSON each, with the pymilvus of this environment, until its standard input ends.

A request names one of the modules beside this file, whose `answer` it is for. Importing pymilvus takes longer than most
answers, so that one process gives them all.
"""

import importlib
import json
import os
import sys

# What a library prints goes to the errors, not between the replies.
replies = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)



def causes(error):
    """What happened and why: the messages of pymilvus leave out what the connection said."""
    said = []
    while error is not None:
        said.append(f"{type(error).__name__}: {error}")
        error = error.__cause__
    return ", because of ".join(said)


for line in sys.stdin:
    asked = json.loads(line)
    try:
        reply = {"answer": importlib.import_module(asked["module"]).answer(asked["request"])}
    except Exception as error:
        reply = {"error": causes(error)}
    print(json.dumps(reply, default=str), file=replies, flush=True)
