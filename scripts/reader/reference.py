"""
Writes what the reader makes of some questions and units, for the tests: python reference.py EMBEDDER_FOLDER reader.pt QUESTIONS.jsonl OUT.json
"""
import json
import sys

import torch
from tokenizers import Tokenizer

from network import new_reader
from pairs import above_of, pair

EVERY = 25
UNITS = 2

folder, source, questions, out = sys.argv[1:5]
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
tokenizer.no_padding()
tokenizer.no_truncation()
reader = new_reader(folder)
reader.load_state_dict(torch.load(source), strict=False)
reader.eval()
cases = []
with open(questions, encoding="utf8") as lines:
    for line in list(lines)[::EVERY]:
        asked = json.loads(line)
        for unit in asked["units"][:UNITS]:
            ids, segments, _ = pair(tokenizer, asked["question"], unit)
            with torch.no_grad():
                odds, _ = reader(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool), torch.tensor([segments]))
            seen = {"above": above_of(unit), "lead": unit["lead"], "text": unit["text"]}
            cases.append({"question": asked["question"], "unit": seen, "ids": ids, "segments": segments, "logOdds": round(odds.item(), 3)})
with open(out, "w", encoding="utf8") as file:
    file.write("{\"cases\": [\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]}\n")
print(len(cases))
