"""Question and unit as the reader sees them; src/adapters/models/reader/encode-pair.ts does the same."""
import re
import unicodedata

BEGIN, END = 0, 2
QUESTION, AROUND, UNIT = 0, 1, 2
MOST_QUESTION, MOST_ABOVE, MOST_LEAD, MOST_UNIT_AND_AROUND, LEAST_UNIT = 36, 20, 36, 76, 24
LONGEST_ABOVE, LONGEST_LEAD, LONGEST_UNIT = 110, 140, 500


def encode(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False)


def pair(tokenizer, question, unit, accepted=None):
    """Token ids, the segment of each, and 1 for each token of what is accepted as the answer."""
    asked = encode(tokenizer, question).ids[:MOST_QUESTION]
    above = encode(tokenizer, above_of(unit)[-LONGEST_ABOVE:]).ids[:MOST_ABOVE]
    lead = encode(tokenizer, unit["lead"][-LONGEST_LEAD:]).ids[:MOST_LEAD] if unit["lead"] else []
    text = unit["text"][:LONGEST_UNIT]
    encoded = encode(tokenizer, text)
    body = encoded.ids[: max(MOST_UNIT_AND_AROUND - len(above) - len(lead), LEAST_UNIT)]
    around = above + [END] + lead + ([END] if lead else [])
    ids = [BEGIN] + asked + [END] + around + body + [END]
    segments = [QUESTION] * (len(asked) + 2) + [AROUND] * len(around) + [UNIT] * (len(body) + 1)
    answer = [0] * len(ids)
    if accepted and unit["right"]:
        first = len(ids) - 1 - len(body)
        for start, end in spans(text, accepted):
            for at, (token_start, token_end) in enumerate(encoded.offsets[: len(body)]):
                if token_start < end and token_end > start:
                    answer[first + at] = 1
    return ids, segments, answer


def above_of(unit):
    title = unit["title"] or re.sub(r"\.[^\W_]{1,5}$", "", unit["file"])
    return " · ".join(line for line in (title, unit["heading"], unit["under"]) if line)


def spans(text, accepted):
    """Where the accepted strings stand, whatever their case and accents."""
    folded, places = folded_with_places(text)
    for one in accepted:
        for string in [one] if isinstance(one, str) else one:
            wanted = folded_with_places(string)[0].strip()
            at = folded.find(wanted) if wanted else -1
            if at >= 0:
                yield places[at], places[at + len(wanted) - 1] + 1


def folded_with_places(text):
    """Small letters without marks, one space between words, and the place in the text of each character."""
    folded, places = [], []
    for at, character in enumerate(text):
        plain = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)).lower()
        if plain.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                places.append(at)
            continue
        for c in plain:
            if c != "\u00ad":
                folded.append(c)
                places.append(at)
    return "".join(folded), places
