import { cardinalOf } from '../../../domain/text/number-words.ts'
import { ordinalOf } from '../../../domain/text/ordinals.ts'
import { romanNumber } from '../../../domain/text/roman-number.ts'
import { numberAt, type Run } from './runs.ts'

/** What is numbered in documents; spellings of one thing begin with the name its terms have. */
const parts = [
  'art articulo articulos arts article articles',
  'clau clausula clausulas clause clauses',
  'cap capitulo capitulos chapter chapters',
  'sec seccion secciones section sections',
  'anex anexo anexos annex appendix',
  'apart apartado apartados paragraph parrafo',
  'tit titulo title',
  'punto puntos point item',
  'paso pasos step steps',
  'tema temas unidad unit topic',
  'pag pagina paginas page pages',
  'disp disposicion disposiciones',
  'fase phase',
  'lote lotes lot',
  'tabla table cuadro',
  'fig figura figure',
  'siglo century',
  'planta piso floor',
  'nivel level',
  'ejercicio exercise',
  'regla reglas rule rules',
  'norma normas',
  'base bases',
  'estip estipulacion estipulaciones',
  'reg regulation regulations',
  'version versiones',
]
const partNames = new Map(
  parts.flatMap((spellings) => {
    const words = spellings.split(' ')
    return words.map((word) => [word, words[0] ?? ''] as const)
  }),
)
/** Behind the ordinal that heads a clause: `.-`, `.–`. */
const clauseMark = /^\. ?[-–—]/u
/** Between a part and its number: `art. 5`, `artículo n.º 5`. */
const fillers = new Set(['n', 'o', 'no', 'num', 'numero', 'the'])
const ordinalEndings = new Set(['o', 'a', 'os', 'as', 'er', 'ero', 'era', 'st', 'nd', 'rd', 'th'])

/**
 * One spelling for numbered parts: `artículo 5`, `art. 5`, `artículo quinto`, `5.º artículo` and `artículo V` are `art5`, `art. 14.2` is
 * `art14x2`. An ordinal alone (`SEGUNDA.-`, `2.ª`) is `ord2`, and so is any number of a part, because contracts often head their
 * clauses with nothing else: `SEGUNDA.- Renta` is a clause by its form, and `say` gets that word.
 */
export function numberedPartSpellings(
  runs: readonly Run[],
  add: (term: string) => void,
  say: (word: string) => void,
): void {
  for (const [at, { text, isNumber }] of runs.entries()) {
    const ordinal = isNumber ? markedOrdinal(runs, at) : ordinalOf(text)
    if (ordinal !== null) {
      add(`ord${ordinal}`)
      const next = partNames.get(runs[isNumber ? at + 2 : at + 1]?.text ?? '')
      if (next !== undefined) add(`${next}${ordinal}`)
      if (clauseMark.test(runs[isNumber ? at + 2 : at + 1]?.gap ?? '')) {
        add(`clau${ordinal}`)
        say('clausula')
      }
    }
    const part = partNames.get(text)
    if (part !== undefined) numberOfPart(runs, at, part, add)
  }
}

function numberOfPart(runs: readonly Run[], at: number, part: string, add: (term: string) => void): void {
  let place = at + 1
  for (let passed = 0; passed < 2 && fillers.has(runs[place]?.text ?? ''); passed += 1) place += 1
  const found = runs[place]
  if (found === undefined || found.gap === '…') return
  const number = found.isNumber
    ? Number(found.text.slice(0, 4))
    : (ordinalOf(found.text) ?? romanNumber(found.text) ?? cardinalOf(found.text))
  if (number === null) return
  add(`${part}${number}`)
  add(`ord${number}`)
  const sub = runs[place + 1]?.gap === '.' ? numberAt(runs, place + 1, 3) : null
  if (found.isNumber && sub !== null) add(`${part}${number}x${Number(sub)}`)
}

/** `2.ª`, `2a`, `2nd`. */
function markedOrdinal(runs: readonly Run[], at: number): number | null {
  const number = numberAt(runs, at, 3)
  const ending = runs[at + 1]
  if (number === null || ending === undefined || !ordinalEndings.has(ending.text)) return null
  return ending.gap === '' || ending.gap === '.' ? Number(number) : null
}
