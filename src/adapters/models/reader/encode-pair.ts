import type { UnitToRead } from '../../../ports/models.ts'
import type { TextTokenizer } from '../tokenizer/text-tokenizer.ts'

/** Token ids and, for each, the segment it is of. */
export interface EncodedPair {
  readonly ids: Int32Array
  readonly segments: Int32Array
}

/** Of a sequence in XLM-R's vocabulary: its beginning, and the end of each of its texts. */
const [begin, end] = [0, 2] as const
/** Segments the reader was taught: the question, what stands around the unit, the unit itself. */
const segment = { question: 0, around: 1, unit: 2 } as const
/** Most tokens of each; `scripts/reader/pairs.py` teaches with the same. The unit has what the others leave, and at least so many. */
const most = { question: 36, above: 20, lead: 36, unitAndAround: 76, unit: 24 } as const
/** Characters that are looked at: of what stands above and leads, the last ones. A question's tokens are in far fewer. */
const longest = { question: 1_000, above: 110, lead: 140, unit: 500 } as const

/** Encodes units, each with the same question. */
export function pairEncoder(tokenizer: TextTokenizer, question: string): (unit: UnitToRead) => EncodedPair {
  const asked = tokensOf(tokenizer, question.slice(0, longest.question), most.question)
  return (unit) => encodePair(tokenizer, asked, unit)
}

/** `<s> question </s> above </s> lead </s> unit </s>`, the lead with its end only where there is one. */
function encodePair(
  tokenizer: TextTokenizer,
  asked: readonly number[],
  { above, lead, text }: UnitToRead,
): EncodedPair {
  const titles = tokensOf(tokenizer, above.slice(-longest.above), most.above)
  const introduced = lead === '' ? [] : tokensOf(tokenizer, lead.slice(-longest.lead), most.lead)
  const left = most.unitAndAround - titles.length - introduced.length
  const unit = tokensOf(tokenizer, text.slice(0, longest.unit), Math.max(left, most.unit))
  const around = [...titles, end, ...introduced, ...(lead === '' ? [] : [end])]
  const ids = [begin, ...asked, end, ...around, ...unit, end]
  const segments = new Int32Array(ids.length).fill(segment.unit)
  const beforeUnit = asked.length + 2 + around.length
  segments.fill(segment.around, 0, beforeUnit).fill(segment.question, 0, asked.length + 2)
  return { ids: Int32Array.from(ids), segments }
}

/** Without the special tokens around them. */
function tokensOf(tokenizer: TextTokenizer, text: string, mostTokens: number): number[] {
  return tokenizer.encode(text).slice(1, -1).slice(0, mostTokens)
}
