"""
Teaches the reader, on the processor alone, for so many minutes.

python teach.py --embedder models/multilingual-e5-small --out reader.pt --minutes 60 --questions FILE… [--twice FILE…] [--often FILE…]
    [--half FILE…] [--third FILE…] [--from reader.pt] [--frozen 0] [--rate 1.2e-4] [--seed 1] [--threads 2]

The files are those of write-questions.ts: some whole, some seen twice or four times as often, some half or a third as often, and of each
the questions by their share. The first layers that are frozen stay as they are, with what comes before them. Now and then a word is mistyped; mostly a sentence has the one before it. Linear warm-up over 100 steps, then linearly down to a
fiftieth of the rate.
"""
import argparse
import json
import random
import time

import torch
import torch.nn.functional as F
from torch import nn
from tokenizers import Tokenizer

from mistype import mistyped
from network import NOTHING, new_reader
from pairs import pair

BATCH, BATCHES_SORTED = 16, 8
HEAD_RATE, WARM_UP, LEAST_RATE = 5, 100, 0.02
WRONG_UNITS = 2
WITH_BEFORE = 0.75
LEAST_STEP_LOG = 60


def arguments():
    a = argparse.ArgumentParser()
    a.add_argument("--embedder", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--minutes", type=float, required=True)
    a.add_argument("--questions", nargs="+", default=[])
    a.add_argument("--twice", nargs="*", default=[])
    a.add_argument("--often", nargs="*", default=[])
    a.add_argument("--half", nargs="*", default=[])
    a.add_argument("--third", nargs="*", default=[])
    a.add_argument("--frozen", type=int, default=0)
    a.add_argument("--from", dest="start")
    a.add_argument("--rate", type=float, default=1.2e-4)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=2)
    return a.parse_args()


def read(files):
    return [json.loads(line) for file in files for line in open(file, encoding="utf8")]


def chosen_units(question):
    """A right unit, if there is one, then wrong ones: mostly those that ranking puts first."""
    units = question["units"]
    right = [at for at, unit in enumerate(units) if unit["right"]]
    wrong = [at for at, unit in enumerate(units) if not unit["right"]]
    taken = [right[0] if random.random() < 0.7 else random.choice(right)] if right else []
    wanted = WRONG_UNITS if taken else 1 + (random.random() < 0.5)
    others = []
    while wrong and len(others) < wanted:
        others.append(wrong.pop(min(int(random.expovariate(0.5)), len(wrong) - 1)))
    return taken + others, bool(right)


def collate(pairs):
    longest = max(len(ids) for ids, _, _ in pairs)
    ids = torch.ones(len(pairs), longest, dtype=torch.long)
    segments, mask = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
    answer = torch.zeros(len(pairs), longest)
    for at, (one, of, right) in enumerate(pairs):
        ids[at, : len(one)], segments[at, : len(one)] = torch.tensor(one), torch.tensor(of)
        mask[at, : len(one)], answer[at, : len(one)] = True, torch.tensor(right, dtype=torch.float)
    return ids, segments, mask, answer


def loss_of(reader, groups, pairs):
    """Each unit alone, the right one against the others of its question, and the tokens of the answer."""
    ids, segments, mask, answer = collate(pairs)
    odds, pointing = reader(ids, mask, segments)
    wanted = torch.zeros(len(pairs))
    against = []
    for begin, count, has_right in groups:
        if not has_right:
            continue
        wanted[begin] = 1
        if count > 1:
            against.append(-torch.log_softmax(odds[begin : begin + count], 0)[0])
    loss = F.binary_cross_entropy_with_logits(odds, wanted, weight=torch.where(wanted > 0, 1.5, 1.0))
    if against:
        loss = loss + 0.7 * sum(against) / len(against)
    known = answer.sum(1) > 0
    if known.any():
        of_unit = pointing[known].masked_fill(~((segments == 2) & mask)[known], NOTHING)
        shares = answer[known] / answer[known].sum(1, keepdim=True)
        loss = loss - 0.5 * (shares * torch.log_softmax(of_unit, -1)).sum(1).mean()
    return loss


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    tokenizer = Tokenizer.from_file(f"{a.embedder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    reader = new_reader(a.embedder)
    if a.start:
        reader.load_state_dict(torch.load(a.start), strict=False)
    if a.frozen:
        stay = ("enc.pos", "enc.seg", "enc.n.", *(f"enc.layers.{at}." for at in range(a.frozen)))
        for name, parameter in reader.named_parameters():
            parameter.requires_grad &= not name.startswith(stay)
    body = [p for name, p in reader.named_parameters() if name.startswith("enc.") and name != "enc.seg" and p.requires_grad]
    head = [p for name, p in reader.named_parameters() if (not name.startswith("enc.") or name == "enc.seg") and p.requires_grad]
    rates = [a.rate, a.rate * HEAD_RATE]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head}], lr=a.rate, weight_decay=0.01, betas=(0.9, 0.98))
    whole, twice, often, half, third = (
        [q for q in read(files) if q["units"]] for files in (a.questions, a.twice, a.often, a.half, a.third)
    )

    def encoded_pair(question, asked, at):
        unit = question["units"][at]
        if not unit["lead"] and random.random() < WITH_BEFORE:
            unit = {**unit, "lead": unit["before"]}
        return pair(tokenizer, asked, unit, question["accepted"])

    pool, step, seen, began, told = [], 0, 0, time.time(), 0
    reader.train()
    while (done := (time.time() - began) / (a.minutes * 60)) < 1:
        if len(pool) < BATCH * BATCHES_SORTED:
            rare = random.sample(half, len(half) // 2) + random.sample(third, len(third) // 3)
            pool = [q for q in whole + twice * 2 + often * 4 + rare if random.random() < q["share"]]
            random.shuffle(pool)
        some = sorted((pool.pop() for _ in range(BATCH * BATCHES_SORTED)), key=lambda q: len(q["units"][0]["text"]))
        batches = [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
        random.shuffle(batches)
        for batch in batches:
            done = (time.time() - began) / (a.minutes * 60)
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * min(1, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - done)
            groups, pairs = [], []
            for question in batch:
                units, has_right = chosen_units(question)
                if units:
                    groups.append((len(pairs), len(units), has_right))
                    asked = mistyped(question["question"])
                    pairs += [encoded_pair(question, asked, at) for at in units]
            loss = loss_of(reader, groups, pairs)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            step, seen = step + 1, seen + len(pairs)
            if time.time() - told > LEAST_STEP_LOG:
                told = time.time()
                print(f"{told - began:.0f} s, {step} steps, {seen} pairs, loss {loss.item():.3f}", flush=True)
    torch.save({name: value for name, value in reader.state_dict().items() if name != "enc.word.weight"}, a.out)


main()
