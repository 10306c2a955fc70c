import { expect, test } from 'vitest'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { unitsOf } from '../../../../domain/units/units-of.ts'
import { questionWords } from './question-words.ts'
import { rowsNamed } from './row-named.ts'

const analyser = createAnalyser()
const rows = [
  'Stop | First | Last',
  'Penrith station | 7:05 | 17:50',
  'Keswick bus station | 7:56 | 18:41',
  'Stops on request | - | -',
]
const text = rows.join('\n')
const blocks = rows.map((row) => ({
  kind: 'table-row' as const,
  start: text.indexOf(row),
  end: text.indexOf(row) + row.length,
}))
const passage = rankedPassage(1, text, {
  outline: { blocks, opener: null },
  tables: [{ start: 0, end: text.length, heads: ['Stop', 'First', 'Last'] }],
})

test.each([
  ['what time is the last bus from penrith', ['Penrith station']],
  ['buses from Keswick to Penrith', ['Penrith station', 'Keswick bus station']],
  ['which stop is the last one', []],
])('"%s" names the rows %j', (question, names) => {
  const units = unitsOf([passage])
  const words = questionWords(analyser, { text: question, terms: analyser.analyseQuestion(question), meant: new Map() })
  expect([...rowsNamed(words, units)].map((at) => units[at]?.text.split(' | ')[0])).toEqual(names)
})
