import { expect, test } from 'vitest'
import { matchTerms, type UnitTerms, type Word } from './match-terms.ts'

const none = (): string[] => []
const unit = (own: string, heading: string): UnitTerms => ({
  own: own.split(' '),
  lead: [],
  heading: heading.split(' '),
  text: own,
})
const word = (term: string, form: RegExp | null = null): Word => ({ word: term, terms: [term], meant: [], form })

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
