import { wholeCharacters } from './cut-text.ts'
import {
  closingAbbreviations,
  measures,
  numberedAbbreviations,
  openAbbreviations,
  sentenceStarters,
} from './sentence-abbreviations.ts'
import type { Steps } from './steps.ts'
import { isSpace } from './white-space.ts'

/** Positions of one sentence in the text it was cut from: UTF-16 code units, end exclusive, no white space at either end. */
export interface SentenceSpan {
  readonly start: number
  readonly end: number
}

/** Longest piece given to Intl.Segmenter at once, so that one endless line cannot hold the thread. */
const segmenterWindow = 20_000
/** A line at least this long that stops without punctuation, before a line in lower case, was wrapped and not ended. */
const wrappedLineLength = 40
/** Abbreviations and enumerators are short; looking back is bounded so that the whole stays linear. */
const longestLookBack = 24
/** Characters looked at in one step. */
const longestStep = 65_536

const unspacedScript =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
const unspacedScripts = new RegExp(unspacedScript, 'gu')
const lowerCase = /^\p{Ll}/u
const enumerator = /^[([]?(?:\d+(?:\.\d+)*|[ivxlcdm]{1,7}|\p{L})[.)\]ºª]*$/iu
const numberedLabel = /^\p{L}{1,12}\.?º? [\dIVXLC]+(?:\.\d+)*(?: (?:bis|ter|quáter))?\.$/u
/** What "No." is short for number before: "No. 7", "No. DN-20418", "Tlf. +34". */
const reference = /^\+?\p{Lu}{0,4}[-/]?\d/u
/** "s. XX": a century. */
const century = /^[IVX]{2,}/u
/** "a. C.": before Christ. */
const era = /^C\./u
/** A letter with a stop is an initial: "S. A." */
const wholeWord = /^\p{L}+(?![\p{L}.])/u
const listMark = /^(?:[-–—•·*]|\p{L}[).]\s|\d)/u
const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' })

/**
 * Cuts a text into sentences. Made for Spanish and English: full stops after abbreviations, initials and enumerators do not
 * cut, line breaks do unless the line was merely wrapped; scripts without spaces go through Intl.Segmenter. Spans are in
 * order, do not overlap, and together hold every character that is not white space. Linear in the length of the text.
 */
export function splitSentences(text: string): SentenceSpan[] {
  return [...sentencesOf(text)].filter((span) => span !== null)
}

/** The spans of `splitSentences`, one at a time. */
export function* sentencesOf(text: string): Steps<SentenceSpan> {
  for (const paragraph of paragraphsOf(text)) {
    if (paragraph === null) yield null
    else if (isUnspaced(text, paragraph)) yield* cutUnspaced(text, paragraph)
    else yield* cutSpaced(text, paragraph)
  }
}

/** Lines, with wrapped lines put together again. */
function* paragraphsOf(text: string): Steps<SentenceSpan> {
  let paragraphStart = 0
  let lineStart = 0
  while (lineStart <= text.length) {
    const lineBreak = text.indexOf('\n', lineStart)
    const lineEnd = lineBreak === -1 ? text.length : lineBreak
    const ends = lineBreak === -1 || !isWrapped(text, lineStart, lineEnd)
    yield ends && lineEnd > paragraphStart ? { start: paragraphStart, end: lineEnd } : null
    if (ends) paragraphStart = lineEnd + 1
    lineStart = lineEnd + 1
  }
}

function isWrapped(text: string, lineStart: number, lineEnd: number): boolean {
  if (lineEnd - lineStart < wrappedLineLength) return false
  if (/[.!?…:;|]\s*$/u.test(text.slice(lineEnd - 4, lineEnd))) return false
  const next = text.slice(lineEnd + 1, lineEnd + 5)
  return lowerCase.test(next) && !listMark.test(next)
}

function isUnspaced(text: string, { start, end }: SentenceSpan): boolean {
  const sample = text.slice(start, Math.min(end, start + segmenterWindow))
  if (!unspacedScript.test(sample)) return false
  return (sample.match(unspacedScripts)?.length ?? 0) * 4 > sample.length
}

function* cutUnspaced(text: string, paragraph: SentenceSpan): Steps<SentenceSpan> {
  let to = paragraph.start
  while (to < paragraph.end) {
    const from = to
    to = wholeCharacters(text, Math.min(from + segmenterWindow, paragraph.end))
    for (const { index, segment } of segmenter.segment(text.slice(from, to))) {
      yield trimmed(text, from + index, from + index + segment.length)
    }
  }
}

function* cutSpaced(text: string, { start, end }: SentenceSpan): Steps<SentenceSpan> {
  let sentenceStart = start
  let at = start
  while (at < end) {
    const stop = nextTerminator(text, at, Math.min(at + longestStep, end))
    at = stop
    if (stop === end || !isTerminator(text.charCodeAt(stop))) {
      yield null
      continue
    }
    for (; at < end && isEnding(text.charCodeAt(at)); yield null) {
      at = skipEndings(text, at, Math.min(at + longestStep, end))
    }
    at = skipReferences(text, at, end)
    if (at < end && !endsSentence(text, sentenceStart, stop, at, end)) continue
    yield trimmed(text, sentenceStart, at)
    sentenceStart = at
  }
  yield trimmed(text, sentenceStart, end)
}

/** Position of the first terminator from `from` on, or `to`. */
function nextTerminator(text: string, from: number, to: number): number {
  let at = from
  while (at < to && !isTerminator(text.charCodeAt(at))) at += 1
  return at
}

/** . ! ? … and the full stops of Arabic, Devanagari and East Asian punctuation. */
function isTerminator(code: number): boolean {
  if (code < 0x80) return code === 0x2e || code === 0x21 || code === 0x3f
  return (
    code === 0x2026 ||
    code === 0x061f ||
    code === 0x06d4 ||
    code === 0x0964 ||
    code === 0x3002 ||
    code === 0xff01 ||
    code === 0xff1f
  )
}

function isEnding(code: number): boolean {
  return isTerminator(code) || isCloser(code)
}

/** Position after a run of terminators, closing quotes and brackets. */
function skipEndings(text: string, from: number, to: number): number {
  let at = from
  while (at < to && isEnding(text.charCodeAt(at))) at += 1
  return at
}

/** Position after reference marks such as `[12]` or `¹²`. */
function skipReferences(text: string, at: number, end: number): number {
  const reference = /^(?:(?:\[\d{1,3}\])+|[⁰¹²³⁴-⁹]{1,3}(?:[,–][⁰¹²³⁴-⁹]{1,3})*)/u.exec(
    text.slice(at, Math.min(at + 15, end)),
  )
  return reference ? at + reference[0].length : at
}

function isCloser(code: number): boolean {
  if (code < 0x80) return code === 0x22 || code === 0x27 || code === 0x29 || code === 0x5d
  return code === 0xbb || code === 0x201d || code === 0x2019 || code === 0x300d || code === 0x300f
}

/** `stop` is the first terminator, `after` the first position behind the run; `after < end`. */
function endsSentence(text: string, sentenceStart: number, stop: number, after: number, end: number): boolean {
  if (text.charCodeAt(after - 1) > 0x2fff) return true
  if (!isSpace(text.charCodeAt(after))) return false
  let nextStart = after
  while (nextStart < end && isSpace(text.charCodeAt(nextStart))) nextStart += 1
  if (nextStart === end) return true
  const next = text.slice(nextStart, Math.min(nextStart + longestLookBack, end))
  if (lowerCase.test(next)) return false
  const onlyAStop = after === stop + 1 && text.charCodeAt(stop) === 0x2e
  if (!onlyAStop) return true
  return !isAbbreviated(text, sentenceStart, stop, next)
}

function isAbbreviated(text: string, sentenceStart: number, stop: number, next: string): boolean {
  if (stop - sentenceStart < 2 * longestLookBack) {
    const sentence = text.slice(sentenceStart, stop + 1).trim()
    if (enumerator.test(sentence) || numberedLabel.test(sentence)) return true
  }
  const word = wordBefore(text, sentenceStart, stop)
  if (word === '' || word.length >= longestLookBack) return false
  const lower = word.toLowerCase()
  const startsWithStarter = sentenceStarters.has((wholeWord.exec(next)?.[0] ?? '').toLowerCase())
  if (closingAbbreviations.has(lower)) return !startsWithStarter
  if (openAbbreviations.has(lower)) return true
  if (numberedAbbreviations.has(lower) && reference.test(next)) {
    return !measures.has(lower) || !/\d\s$/u.test(text.slice(Math.max(0, stop - word.length - 2), stop - word.length))
  }
  if ((word === 's' && century.test(next)) || (word === 'a' && era.test(next))) return true
  const isInitial = /^(?:\p{Lu}|\p{L}(?:\.\p{L}){1,4})$/u.test(word)
  return isInitial && !startsWithStarter
}

/** The run of characters without white space or opening punctuation that ends at `stop`. */
function wordBefore(text: string, sentenceStart: number, stop: number): string {
  const floor = Math.max(sentenceStart, stop - longestLookBack)
  let from = stop
  while (from > floor && !isSpace(text.charCodeAt(from - 1)) && !isOpener(text.charCodeAt(from - 1))) from -= 1
  return text.slice(from, stop)
}

function isOpener(code: number): boolean {
  return (
    code === 0x28 ||
    code === 0x5b ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0xab ||
    code === 0xbf ||
    code === 0x201c
  )
}

function trimmed(text: string, from: number, to: number): SentenceSpan | null {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1
  return end > start ? { start, end } : null
}
