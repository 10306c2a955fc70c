"""Words of a question as people mistype them: letters that sound alike, that lack, stand twice, change places, or lie beside on the keys."""
import random
import re

SHARE, SECOND_WORD = 0.16, 0.3
WORD = re.compile(r"[^\W\d_]{5,}")
BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "sqz", "s": "adw", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy", "j": "hku", "k": "jli", "l": "kop",
    "z": "xas", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}
SOUND = [
    ("b", "v"), ("v", "b"), ("c", "s"), ("s", "c"), ("z", "s"), ("s", "z"), ("ll", "y"), ("y", "ll"), ("h", ""), ("g", "j"), ("j", "g"),
    ("qu", "k"), ("n", "m"), ("m", "n"), ("cc", "c"), ("ss", "s"), ("tt", "t"), ("rr", "r"), ("nn", "n"), ("mm", "m"), ("ie", "ei"),
    ("ei", "ie"), ("ph", "f"), ("x", "s"), ("ea", "ae"),
]


def mistyped(question):
    """The question, now and then with a word or two of it mistyped."""
    words = [found for found in WORD.finditer(question) if question.isupper() or not found.group().isupper()]
    if not words or random.random() > SHARE:
        return question
    some = random.sample(words, min(len(words), 1 + (random.random() < SECOND_WORD)))
    for found in sorted(some, key=lambda found: -found.start()):
        question = question[: found.start()] + other(found.group()) + question[found.end() :]
    return question


def other(word):
    small, kind, at = word.lower(), random.random(), random.randrange(1, len(word) - 1)
    alike = [(heard, written) for heard, written in SOUND if heard in small]
    if kind < 0.35 and alike:
        heard, written = random.choice(alike)
        at = random.choice([found.start() for found in re.finditer(heard, small)])
        return word[:at] + written + word[at + len(heard) :]
    if kind < 0.55:
        return word[:at] + word[at + 1 :]
    if kind < 0.72:
        return word[:at] + word[at] + word[at:]
    if kind < 0.88:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + random.choice(BESIDE.get(small[at], "e")) + word[at + 1 :]
