import { expect, test } from 'vitest'
import { matchTerms, type UnitTerms, type Word } from './match-terms.ts'
import { yearWithin } from './time-spans.ts'

const none = (): string[] => []
const unit = (own: string, heading: string): UnitTerms => ({
  own: own.split(' '),
  lead: [],
  heading: heading.split(' '),
  text: own,
})
const word = (term: string, form: RegExp | null = null, light = false): Word => ({
  word: term,
  terms: [term],
  meant: [],
  form,
  otherwise: null,
  light,
  general: false,
  telling: false,
})

test('a word that only names of files and headings have tells units apart as one of the text does', () => {
  const units = [unit('budget approved', 'project beta'), unit('budget approved', 'project alpha')]
  const [beta, alpha] = matchTerms(units, [word('alpha')], none)
  expect(beta?.covered).toBe(0)
  expect(alpha?.covered).toBe(1)
})

test('a heading counts less where a text has the word', () => {
  const units = [unit('alpha is here', 'beta'), unit('something else', 'alpha')]
  const [text, heading] = matchTerms(units, [word('alpha')], none)
  expect(text?.covered).toBe(1)
  expect(heading?.covered).toBeLessThan(0.5)
})

test('a form says the word that names it, and it counts as said', () => {
  const units = [unit('sales@shop.example', 'contact'), unit('open daily', 'contact')]
  const [address, other] = matchTerms(units, [word('mail', /\S@\S/)], none)
  expect(address?.covered).toBeGreaterThan(0.5)
  expect(address?.unsaid).toEqual([])
  expect(other?.covered).toBe(0)
})

test('a year that lies in the years of a text is said there', () => {
  const units = [unit('2016 - 2020 manager', 'ann'), unit('2003 - 2015 clerk', 'ann')]
  const [manager, clerk] = matchTerms(units, [{ ...word('2018'), otherwise: yearWithin(2018) }], none)
  expect(manager?.covered).toBeGreaterThan(0.5)
  expect(manager?.unsaid).toEqual([])
  expect(clerk?.covered).toBe(0)
})

test('a light word that nothing says is not missing, one that a unit says tells units apart', () => {
  const units = [unit('vegan lentils', 'menu'), unit('take one daily', 'menu')]
  const [lentils] = matchTerms(units, [word('have', null, true), word('vegan')], none)
  expect(lentils).toMatchObject({ covered: 1, anywhere: 1, unsaid: [] })
  const [, daily] = matchTerms(units, [word('take', null, true), word('when')], none)
  expect(daily?.unsaid).toEqual(['when'])
  expect(daily?.covered).toBeGreaterThan(0)
})

test('a word that tells lines apart counts for more than another one as rare', () => {
  const units = [unit('monday two to seven', 'library'), unit('summer opens daily', 'library')]
  const covered = (telling: boolean) =>
    matchTerms(units, [word('opens'), { ...word('monday'), telling }], none).map((one) => one.covered)
  const [monday = 0, summer = 0] = covered(true)
  expect(monday).toBeGreaterThan(summer)
  expect(covered(false)).toEqual([0.5, 0.5])
})

test('a question of light words alone is made of them', () => {
  const [only] = matchTerms([unit('vegan lentils', 'menu')], [word('have', null, true)], none)
  expect(only?.unsaid).toEqual(['have'])
})

test('a number that belongs to a name counts nothing in another cell of a row', () => {
  const units = [unit('taller 9 | 4', 'plazas'), unit('taller 4 | 31', 'plazas')]
  const [other, named] = matchTerms(units, [word('taller'), word('4')], none).map((one) => one.covered)
  expect(named).toBe(1)
  expect(other).toBeLessThan(0.5)
})

test('a word that says next to nothing does not outweigh one that says what is asked about', () => {
  const units = [
    unit('need music', 'a'),
    unit('audition singers', 'a'),
    unit('audition everyone', 'a'),
    unit('black scarf', 'a'),
  ]
  const [need, audition] = matchTerms(units, [word('need', null, true), word('audition')], none)
  expect(need?.covered ?? 1).toBeLessThan(audition?.covered ?? 0)
})
