import type { UnitKind } from '../../../domain/units/unit.ts'

/** What speaks for a unit. Scores are standardised over the units of one question; forms are 0 or 1 unless said. */
export interface Features extends Readonly<Record<UnitKind, number>> {
  /** BM25 of its terms, standardised. */
  readonly terms: number
  /** Share of the question's terms it has, lead and heading included; 0 to 1. */
  readonly covered: number
  /** Cosine with the question, pooled in its passage, standardised; 0 without vectors. */
  readonly embedding: number
  /** The same, times the share of the question's terms that no unit has. */
  readonly embeddingUnsure: number
  /** Cosine of the unit embedded alone, standardised, times that share; 0 where it was not embedded. */
  readonly aloneUnsure: number
  /** Score of its passage, standardised. */
  readonly passage: number
  /** Share of the kinds of answer asked for that it has, from -1 to 1; 0 when none is asked for. */
  readonly asked: number
  readonly listAsked: number
  readonly definitionAsked: number
  readonly articleAsked: number
  /** How far its label says what is asked for; 0 to 1. */
  readonly labelAsked: number
  /** It is the row of its table with the most or the least of what is asked; 0 or 1. */
  readonly extremeAsked: number
  /** It says the opposite of what is asked for ("fin" where "inicio" is asked), and not that; 0 or 1. */
  readonly opposite: number
  /** It is a row that begins with a word of the question; 0 or 1. */
  readonly rowNamed: number
  /** It says who signed a letter, and nothing else is asked; 0 or 1. */
  readonly signerAsked: number
  /** Its document lacks a name of the question that others have; 0 or 1. */
  readonly ofOther: number
  /** It says what the question says already, or when a mail was sent; 0 or 1. */
  readonly saysNothing: number
  /** Its document is the one the chat is about; 0 or 1. */
  readonly spokenOf: number
}

export const noFeatures: Features = {
  terms: 0,
  covered: 0,
  embedding: 0,
  embeddingUnsure: 0,
  aloneUnsure: 0,
  passage: 0,
  asked: 0,
  listAsked: 0,
  definitionAsked: 0,
  articleAsked: 0,
  labelAsked: 0,
  extremeAsked: 0,
  opposite: 0,
  rowNamed: 0,
  signerAsked: 0,
  ofOther: 0,
  saysNothing: 0,
  spokenOf: 0,
  sentence: 0,
  label: 0,
  row: 0,
  item: 0,
  list: 0,
  faq: 0,
  article: 0,
  names: 0,
  heading: 0,
  question: 0,
  contents: 0,
}

/**
 * Learned by `scripts/tune-quotes.ts` from `test/eval/everyday` and half of SQuAD-es v1 (`tune-v1.json`), rounded; the first seven, but that of
 * the passage, from the sets one to five. Kinds of unit without a preference of their own have 0.
 */
export const quoteWeights: Features = {
  terms: 0.75,
  covered: 2.4,
  embedding: 1.1,
  embeddingUnsure: 0,
  aloneUnsure: 2,
  passage: 0.45,
  asked: 1.15,
  listAsked: 4,
  definitionAsked: 1.1,
  articleAsked: 6,
  labelAsked: 2,
  extremeAsked: 14,
  opposite: -5,
  rowNamed: 3,
  signerAsked: 8,
  ofOther: -3.5,
  saysNothing: -8,
  spokenOf: 3,
  sentence: 0,
  label: 0.1,
  row: 0,
  item: 0,
  list: -1.7,
  faq: 0.4,
  article: -2.6,
  names: -1.8,
  heading: -2.2,
  question: -1,
  contents: -3,
}
const names = Object.keys(quoteWeights) as readonly (keyof Features)[] // the keys of the literal above

export function weighed(features: Features): number {
  let sum = 0
  for (const name of names) sum += quoteWeights[name] * features[name]
  return sum
}
