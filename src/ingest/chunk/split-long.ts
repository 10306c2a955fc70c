/** A part of a text that is too long for one chunk and has no sentence end. */
interface Fragment {
  readonly start: number
  readonly end: number
  /** What it costs to begin a chunk with it, on the scale of `Unit.cutCost`. */
  readonly cutCost: number
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
const word = /\S+/gu

/** Fragments of `text.slice(start, end)` that together hold everything but white space. Linear. */
export function* splitLongText(text: string, start: number, end: number): Generator<Fragment> {
  const content = text.slice(start, end)
  let from = -1
  let to = -1
  let cutCost: number = cutCosts.betweenWords
  for (const match of content.matchAll(word)) {
    for (const part of partsOfWord(match[0], match.index)) {
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

function clauseEnd(code: number): number | null {
  // ; : and their full-width forms, the end of a bracket; then the commas.
  if (code === 0x3b || code === 0x3a || code === 0x29 || code === 0xff1b || code === 0xff1a) return cutCosts.afterClause
  if (code === 0x2c || code === 0x3001 || code === 0xff0c || code === 0x060c) return cutCosts.afterComma
  return null
}

function* partsOfWord(
  run: string,
  offset: number,
): Generator<{ readonly start: number; readonly end: number; readonly inside: boolean }> {
  if (run.length <= longestWord) {
    yield { start: offset, end: offset + run.length, inside: false }
    return
  }
  const step = unspacedScript.test(run.slice(0, segmenterWindow)) ? segmenterWindow : longestWord
  for (let from = 0; from < run.length;) {
    const to = wholeCharacters(run, Math.min(from + step, run.length))
    if (step === longestWord) yield { start: offset + from, end: offset + to, inside: from > 0 }
    else {
      for (const { index, segment } of segmenter.segment(run.slice(from, to))) {
        const begin = offset + from + index
        yield { start: begin, end: begin + segment.length, inside: from + index > 0 }
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
