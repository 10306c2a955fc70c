import type { Analyser } from '../../../../ports/analyser.ts'
import type { UnitKind } from '../../../../domain/units/unit.ts'
import { matchTerms, type Word } from './match-terms.ts'

interface Labelled {
  readonly kind: UnitKind
  readonly text: string
}

/** What stands before a colon, or in the first cell of a row. */
const label = /^[^:|\n]{2,60}(?=[:|])/u

/** Of these there are several, and what stands behind "de" says which: "número de parte", "date of issue". Folded. */
const oneOfSeveral = /^(?:numeros?|n|codigos?|fechas?|nombres?|horas?|tipos?|numbers?|codes?|dates?|names?|types?)$/

/**
 * How far the label of each unit says what a question asks for: its first word that is not light, "autor" of "¿Quién es el autor de la
 * política?", and of one that says little the next one as well. 0 to 1; 0 for what has no label.
 */
export function labelSaid(
  analyser: Pick<Analyser, 'analyseText' | 'sameMeaning'>,
  units: readonly Labelled[],
  question: readonly Word[],
): number[] {
  const said = question.filter(({ word, light }) => word !== null && !light)
  const [head] = said
  const labels = units.map(({ kind, text }) => (kind === 'label' || kind === 'row' ? label.exec(text)?.[0] : undefined))
  if (head === undefined || labels.every((one) => one === undefined)) return units.map(() => 0)
  const matches = matchTerms(
    labels.map((text) => ({
      own: text === undefined ? [] : analyser.analyseText(text),
      lead: [],
      heading: [],
      text: '',
    })),
    said.slice(0, oneOfSeveral.test(head.word ?? '') ? 2 : 1).map((word) => ({ ...word, form: null })),
    (term) => analyser.sameMeaning(term),
  )
  return matches.map(({ covered }) => covered)
}
