import type { Steps } from '../../domain/text/steps.ts'
import { isSpace } from '../../domain/text/white-space.ts'

/** A part of a text that is too long for one chunk and has no sentence end. */
interface Fragment {
  readonly start: number
  readonly end: number
  /** What it costs to begin a chunk with it, on the scale of `Unit.cutCost`. */
  readonly cutCost: number
}

interface Word {
  readonly start: number
  readonly end: number
}

const cutCosts = { afterClause: 0.3, afterComma: 0.4, betweenWords: 1, insideWord: 1.5 } as const
/** Fragments end at punctuation from here on, and at any white space from the second length on (characters). */
const shortestClause = 40
const longestFragment = 120
/** A run without white space above this is cut inside: a line of base64, or a script without spaces. */
const longestWord = 64
const segmenterWindow = 1_000
const unspacedScript = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/u
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
/** Characters looked at in one step. */
const longestStep = 65_536

/** Fragments of `text.slice(start, end)` that together hold everything but white space. Linear. */
export function* splitLongText(text: string, start: number, end: number): Steps<Fragment> {
  const content = text.slice(start, end)
  let from = -1
  let to = -1
  let cutCost: number = cutCosts.betweenWords
  for (const word of wordsOf(content)) {
    yield null
    if (word === null) continue
    for (const part of partsOfWord(content, word)) {
      // A gap of white space alone may be longer than any chunk.
      const tooLong = from !== -1 && part.end - from > longestFragment
      if (tooLong) {
        yield { start: start + from, end: start + to, cutCost }
        cutCost = part.inside ? cutCosts.insideWord : cutCosts.betweenWords
        from = -1
      }
      if (from === -1) from = part.start
      to = part.end
    }
    const afterClause = clauseEnd(content.charCodeAt(to - 1))
    if (afterClause !== null && from !== -1 && to - from >= shortestClause) {
      yield { start: start + from, end: start + to, cutCost }
      cutCost = afterClause
      from = -1
    }
  }
  if (from !== -1) yield { start: start + from, end: start + to, cutCost }
}

/** Runs without white space. */
function* wordsOf(content: string): Steps<Word> {
  let start = -1
  for (let from = 0; from < content.length; from += longestStep) {
    const to = Math.min(from + longestStep, content.length)
    for (let at = from; at < to; at += 1) {
      const space = isSpace(content.charCodeAt(at))
      if (!space && start === -1) start = at
      if (!space || start === -1) continue
      yield { start, end: at }
      start = -1
    }
    yield null
  }
  if (start !== -1) yield { start, end: content.length }
}

function clauseEnd(code: number): number | null {
  // ; : and their full-width forms, the end of a bracket; then the commas.
  if (code === 0x3b || code === 0x3a || code === 0x29 || code === 0xff1b || code === 0xff1a) return cutCosts.afterClause
  if (code === 0x2c || code === 0x3001 || code === 0xff0c || code === 0x060c) return cutCosts.afterComma
  return null
}

function* partsOfWord(content: string, { start, end }: Word): Generator<Word & { readonly inside: boolean }> {
  if (end - start <= longestWord) {
    yield { start, end, inside: false }
    return
  }
  const isUnspaced = unspacedScript.test(content.slice(start, Math.min(start + segmenterWindow, end)))
  const step = isUnspaced ? segmenterWindow : longestWord
  for (let from = start; from < end;) {
    const to = wholeCharacters(content, Math.min(from + step, end))
    if (!isUnspaced) yield { start: from, end: to, inside: from > start }
    else {
      for (const { index, segment } of segmenter.segment(content.slice(from, to))) {
        const begin = from + index
        yield { start: begin, end: begin + segment.length, inside: begin > start }
      }
    }
    from = to
  }
}

/** Never between the two halves of a surrogate pair. */
function wholeCharacters(run: string, at: number): number {
  const code = run.charCodeAt(at)
  const before = run.charCodeAt(at - 1)
  const splitsPair = code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff
  return splitsPair ? at + 1 : at
}
