import { expect, test } from 'vitest'
import { createListCounter } from '../layout/list-counter.ts'
import { plainParagraph } from './paragraph-properties.ts'
import { wordDrafts } from './word-drafts.ts'
import type { WordParagraph } from './word-text.ts'

const level = { format: 'decimal', text: '%1.', start: 1 }
const labels = createListCounter(new Map([['a', [level]]]), new Map([['1', { definition: 'a', starts: new Map() }]]))
const item = (text: string, end: WordParagraph['end'] = 'paragraph'): WordParagraph => {
  return { text, end, properties: { ...plainParagraph, list: 1, level: 0 } }
}

test('items without words count, what the end of a page cuts off in front of one does not', () => {
  const body = [item('Uno'), item(''), item('', 'page'), item('Tres')]
  const styles = () => ({ heading: null, isTitle: false, properties: plainParagraph })
  expect(wordDrafts({ parts: [[], body], styles, labels }).map(({ text }) => text)).toEqual(['1. Uno', '3. Tres'])
})

test('what stands in a margin is no heading, whatever it says', () => {
  const margin: WordParagraph = { text: 'Anexo I', end: 'paragraph', properties: plainParagraph }
  const styles = () => ({ heading: null, isTitle: false, properties: plainParagraph })
  const [draft] = wordDrafts({ parts: [[margin], []], styles, labels })
  expect(draft).toMatchObject({ kind: 'paragraph', text: 'Anexo I', isMargin: true })
})
