import { quoteWeights, type Features } from '../../src/query/answer/quotes/quote-weights.ts'

/** What the scripts that fit weights of quotes fit, in the order of their vectors. */
export const quoteFeatures = Object.keys(quoteWeights) as readonly (keyof Features)[] // the keys of that very object
/** Their weights as they stand in the code. */
export const quoteStart = quoteFeatures.map((name) => quoteWeights[name])

/** Kinds of unit that no question prefers for themselves; what speaks for them is in the other features. */
const withoutPreference: ReadonlySet<keyof Features> = new Set([
  'sentence',
  'label',
  'row',
  'item',
  'question',
  'contents',
])
/** Which of the weights stay as they are. */
export const quoteFixed = quoteFeatures.map((name) => withoutPreference.has(name))
