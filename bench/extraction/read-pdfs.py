"""read-pdfs.py PDF...: what PyMuPDF reads of each, one JSON line a file: text by page, as drawn and by place, what nobody sees of it, printed rows with three numbers, bookmarks."""
import collections
import json
import re
import signal
import sys

import pymupdf

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

SECONDS_A_FILE = 60
PAGES_WITH_ROWS = 40
NUMBER = re.compile(r"^[-–(+]?[$€£]?\d[\d.,]*[)%]?$")
PROSE = re.compile(r"^[a-zà-ÿ]{2,}[,.]?$")


def upright_words(page):
    """Words of a page, its main direction turned upright, each once where it is drawn several times."""
    turns = collections.Counter()
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            turn = (round(line["dir"][0]), round(line["dir"][1]))
            turns[turn] += sum(len(span["text"]) for span in line["spans"])
    turn = turns.most_common(1)[0][0] if turns else (1, 0)
    seen = set()
    for x0, y0, x1, y1, word, *_ in page.get_text("words"):
        if turn == (0, -1):
            x0, y0, x1, y1 = -y1, x0, -y0, x1
        elif turn == (0, 1):
            x0, y0, x1, y1 = y0, -x1, y1, -x0
        elif turn == (-1, 0):
            x0, y0, x1, y1 = -x1, -y1, -x0, -y0
        key = (round(x0 / 3), round(y0 / 3), word)
        if key not in seen and 0 < y1 - y0 <= 60:
            seen.add(key)
            yield x0, (y0 + y1) / 2, y1 - y0, word


def rows_of(page):
    """Words that stand level, as (height on the page, words), for rows with three numbers that are no prose."""
    rows = []
    for x, middle, height, word in sorted(upright_words(page), key=lambda w: (w[1], w[0])):
        last = rows[-1] if rows else None
        if last and abs(last[0] - middle) < min(height, last[1]) * 0.35:
            last[2].append((x, word))
        else:
            rows.append((middle, height, [(x, word)]))
    for middle, _, words in rows:
        texts = [word for _, word in sorted(words)]
        numbers = sum(1 for word in texts if NUMBER.match(word))
        prose = sum(1 for word in texts if PROSE.match(word))
        if numbers >= 3 and prose <= numbers:
            yield middle, texts


def printed_rows(document):
    """Rows of all pages but those that stand in one place on three pages and more: heads and feet."""
    rows = [(n, y, texts) for n, page in enumerate(document) if n < PAGES_WITH_ROWS for y, texts in rows_of(page)]
    key = lambda y, texts: (round(y / 2), re.sub(r"\d+", "#", " ".join(texts)))
    pages = collections.defaultdict(set)
    for number, y, texts in rows:
        pages[key(y, texts)].add(number)
    return [texts for _, y, texts in rows if len(pages[key(y, texts)]) < 3]


def hidden_texts(page):
    """Letters that are drawn invisible, without any opacity, or white, as they stand in the page."""
    for span in page.get_texttrace():
        if span["type"] == 3 or span["opacity"] == 0 or all(part >= 0.98 for part in span["color"]):
            yield "".join(chr(char[0]) for char in span["chars"])


for path in sys.argv[1:]:
    # A file that takes longer ends the program, which is then started again behind it.
    signal.alarm(SECONDS_A_FILE)
    found = {"file": path, "pages": None, "sorted": [], "hidden": [], "rows": [], "bookmarks": []}
    try:
        with pymupdf.open(path) as document:
            found["pages"] = [page.get_text() for page in document]
            found["sorted"] = [page.get_text(sort=True) for page in document]
            found["hidden"] = [text for page in document for text in hidden_texts(page)]
            found["rows"] = printed_rows(document)
            found["bookmarks"] = [title for _, title, *_ in document.get_toc()]
    except Exception:
        pass
    # Waiting for whoever reads the line is no time of the file.
    signal.alarm(0)
    print(json.dumps(found), flush=True)
