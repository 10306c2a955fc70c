import { expect, test } from 'vitest'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { chunkId, parseDocumentId } from '../../../domain/ids.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import type { UnitKind } from '../../../domain/units/unit.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { chooseQuotes } from './choose-quotes.ts'
import { noMatch } from './said/match-terms.ts'
import type { RankedUnit } from './rank-units.ts'

const documents = [1, 2].map((number) => parseDocumentId(`00000000-0000-4000-8000-00000000000${number}`))

function passage(document: number, text: string): RankedPassage {
  const documentId = documents[document] ?? parseDocumentId('')
  const rest = {
    place: null,
    headingPath: [],
    outline: null,
    pieceVectors: null,
    documentTitle: null,
    tables: [],
    title: null,
    score: 1,
  }
  return { id: chunkId(documentId, 0), documentId, text, start: 50, end: 50 + text.length, fileName: 'a.txt', ...rest }
}

/** Units with a score each, best first. */
function ranked(...scored: readonly (readonly [number, RankedUnit<RankedPassage>])[]): RankedUnit<RankedPassage>[] {
  return scored.map(([score, unit]) => ({ ...unit, score })).toSorted((a, b) => b.score - a.score)
}

function units(document: number, text: string, kind?: UnitKind): RankedUnit<RankedPassage>[] {
  return unitsOf([passage(document, text)]).map((unit) => ({
    ...unit,
    ...unjudged,
    score: 0,
    kind: kind ?? unit.kind,
    match: noMatch,
  }))
}

test('the best comes first, then the rest of its document in reading order, then others', () => {
  const [a, b, c] = units(0, 'Uno: a\nDos: b\nTres: c', 'row')
  const [d] = units(1, 'Cuatro: d', 'row')
  const quotes = chooseQuotes(ranked([9, c!], [5, d!], [4, b!], [1, a!]), '') // there are that many
  expect(quotes.map(({ text }) => text)).toEqual(['Tres: c', 'Dos: b', 'Cuatro: d'])
})

test('of two more of one document the clearly better one is read first, else the one further up', () => {
  const [a, b, c] = units(0, 'Uno: a\nDos: b\nTres: c', 'row')
  const texts = (scoreOfA: number) => chooseQuotes(ranked([9, b!], [5, c!], [scoreOfA, a!]), '').map(({ text }) => text)
  expect(texts(4.5)).toEqual(['Dos: b', 'Uno: a', 'Tres: c'])
  expect(texts(3)).toEqual(['Dos: b', 'Tres: c', 'Uno: a'])
})

test('nothing is quoted twice, and nothing that only introduces beside an answer', () => {
  const all = units(0, 'Uno: a\nDos: b')
  const [heading] = units(1, 'Título', 'heading')
  const quotes = chooseQuotes(ranked([9, all[2]!], [8, heading!], [7, all[0]!]), '') // the list of both, and one of them
  expect(quotes.map(({ text }) => text)).toEqual(['Uno: a\nDos: b'])
})

test('what stands under a heading is quoted instead of it, when it is nearly as good', () => {
  const all = units(0, 'Formación\n\n2012. Ciclo de Mecatrónica.\n\nIdiomas\n\nInglés: B2')
  const [heading, course, , english] = all
  const texts = (score: number) =>
    chooseQuotes(ranked([8, heading!], [score, course!], [7.5, english!]), '').map(({ text }) => text)
  expect(texts(7)).toEqual(['2012. Ciclo de Mecatrónica.', 'Inglés: B2'])
  expect(texts(3)[0]).toBe('Formación')
})

test('what stands under a heading is quoted instead of it, however few words it shares, when the question is the heading', () => {
  const [heading, below] = units(0, 'Capítulo 2. Garantía de los módulos\n\nVeinticinco años.')
  const asked = { ...heading!, kind: 'heading' as const, match: { ...heading!.match, covered: 1 } }
  const under = { ...below!, heading: { start: heading!.start, end: heading!.end, text: heading!.text } }
  expect(chooseQuotes(ranked([8, asked], [1, under]), '')[0]?.text).toBe('Veinticinco años.')
  // a name in a heading may be the one that is asked for
  expect(chooseQuotes(ranked([8, { ...asked, hasKind: true }], [1, under]), '')[0]?.text).toBe(heading!.text)
})

test('a title that says which one is asked for answers itself', () => {
  const [heading, below] = units(0, 'Facultad de Ciencias de Burgos\n\nMatraz de vidrio del laboratorio.')
  const asked = { ...heading!, kind: 'heading' as const }
  const under = { ...below!, heading: { start: heading!.start, end: heading!.end, text: heading!.text } }
  const first = (question: string) => chooseQuotes(ranked([8, asked], [7, under]), question)[0]?.text
  expect(first('¿De qué facultad es el inventario?')).toBe(heading!.text)
  expect(first('¿Qué hay en el laboratorio?')).toBe(below!.text)
})

test('the number of a heading is none that may be asked for', () => {
  const first = (heading: string) => {
    const [own, ...under] = units(0, `${heading}\n\nSe entrega en el almacén.`)
    return chooseQuotes(ranked([8, { ...own!, kind: 'heading' }], [7, under.at(-1)!]), '')[0]?.text
  }
  expect(first('2. Entrega')).toBe('Se entrega en el almacén.')
  expect(first('Entrega')).toBe('Se entrega en el almacén.')
})

test('what a line of contents names is quoted instead of it, when it is nearly as good', () => {
  const [line] = units(0, 'Entrega ..... 4', 'contents')
  const text = units(0, 'Recogida\n\nSe recoge en el taller.\n\n2. Entrega\n\nSe entrega en el almacén.')
  const [collected, handed] = text.filter(({ kind }) => kind === 'sentence')
  const first = (score: number) => chooseQuotes(ranked([8, line!], [7, collected!], [score, handed!]), '')[0]?.text
  expect(first(6)).toBe('Se entrega en el almacén.')
  expect(first(3)).toBe('Entrega ..... 4')
})

test('a sentence is quoted with the neighbour that is nearly as good, in one piece of the document', () => {
  const [first, second, third] = units(0, 'La ley es de 1990. Se cambió dos veces. Nadie la lee.')
  const [best] = chooseQuotes(ranked([9, second!], [6, first!], [1, third!]), '')
  expect(best).toMatchObject({ text: 'La ley es de 1990. Se cambió dos veces.', start: 50, end: 89 })
  const alone = chooseQuotes(ranked([9, second!], [3, first!], [1, third!]), '')
  expect(alone[0]?.text).toBe('Se cambió dos veces.')
})

test('a sentence before it does not push the best one out of a glance, unless it is as good', () => {
  const long = `Esto se cuenta antes${', con muchas palabras'.repeat(12)}.`
  const [before, best, after] = units(0, `${long} La ley es de 1990 y se cambió dos veces. Nadie la lee.`)
  const quoted = (scoreBefore: number, scoreAfter: number) =>
    chooseQuotes(ranked([9, best!], [scoreBefore, before!], [scoreAfter, after!]), '')[0]?.text
  expect(quoted(6, 1)).toBe('La ley es de 1990 y se cambió dos veces.')
  expect(quoted(6, 5.5)).toBe('La ley es de 1990 y se cambió dos veces. Nadie la lee.')
  expect(quoted(8, 1)).toBe(`${long} La ley es de 1990 y se cambió dos veces.`)
})

test('a sentence is quoted with its neighbour, but not with the note that begins after it', () => {
  const [fee, discount, reduced] = units(
    0,
    '[1] Cuesta 9 euros. Se rebaja a la mitad.\n\n[2] La reducida cuesta 4 euros.',
  )
  const first = (first: number, last: number) =>
    chooseQuotes(ranked([first, fee!], [8, discount!], [last, reduced!]), '')[0]?.text
  expect(first(7, 1)).toBe('[1] Cuesta 9 euros. Se rebaja a la mitad.')
  expect(first(1, 7)).toBe('Se rebaja a la mitad.')
})

test('the names of columns are not quoted without a row below them', () => {
  const table = unitsOf([passage(0, 'Hora | Lunes | Martes\n8:15 | Física | Dibujo\n9:10 | Dibujo | Latín')])
  const [names, first, second] = table.map((unit) => ({ ...unit, ...unjudged, score: 0, match: noMatch }))
  expect(names?.kind).toBe('names')
  const quotes = chooseQuotes(ranked([9, names!], [3, second!], [1, first!]), '')
  expect(quotes.map(({ text }) => text)).toEqual(['9:10 | Dibujo | Latín', '8:15 | Física | Dibujo'])
  expect(chooseQuotes(ranked([9, names!]), '').map(({ text }) => text)).toEqual(['Hora | Lunes | Martes'])
})

test('an article that alone is asked for is quoted whole, or from where it begins', () => {
  const text = 'Article 4. Meetings\n\nThe meeting is held in May. Notice is given. Nobody votes for another.'
  const found = units(0, text).map((unit) => ({ ...unit, features: { ...unit.features, articleAsked: 1 } }))
  const notice = found.find((unit) => unit.text.startsWith('Notice'))!
  const scored = (all: typeof found) => ranked([9, notice], ...all.map((unit) => [3, unit] as const))
  const others = found.filter((unit) => unit !== notice)
  const first = (all: typeof found, question: string) => chooseQuotes(scored(all), question)[0]?.text
  expect(first(others, 'what does article 4 say')).toBe(text)
  const sentences = others.filter(({ kind }) => kind === 'sentence')
  expect(first(sentences, 'article 4')).toMatch(/The meeting is held in May\.$/)
  expect(first(others, 'when is notice given in article 4')).toMatch(/^Notice/)
})
