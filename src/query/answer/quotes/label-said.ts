import type { Analyser } from '../../../ports/analyser.ts'
import type { UnitKind } from '../../../domain/units/unit.ts'
import { matchTerms, type Word } from './match-terms.ts'

interface Labelled {
  readonly kind: UnitKind
  readonly text: string
}

/** What stands before a colon, or in the first cell of a row. */
const label = /^[^:|\n]{2,60}(?=[:|])/u

/**
 * How far the label of each unit says what a question asks for: its first word that is not light, "autor" of "¿Quién es el autor de la
 * política?". 0 to 1; 0 for what has no label.
 */
export function labelSaid(
  analyser: Pick<Analyser, 'analyseText' | 'sameMeaning'>,
  units: readonly Labelled[],
  question: readonly Word[],
): number[] {
  const head = question.find(({ word, light }) => word !== null && !light)
  const labels = units.map(({ kind, text }) => (kind === 'label' || kind === 'row' ? label.exec(text)?.[0] : undefined))
  if (head === undefined || labels.every((one) => one === undefined)) return units.map(() => 0)
  const matches = matchTerms(
    labels.map((text) => ({
      own: text === undefined ? [] : analyser.analyseText(text),
      lead: [],
      heading: [],
      text: '',
    })),
    [{ ...head, form: null }],
    (term) => analyser.sameMeaning(term),
  )
  return matches.map(({ covered }) => covered)
}
