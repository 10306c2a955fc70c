import { expect, test } from 'vitest'
import { centredLabels } from './centred-labels.ts'

test('labels in the middle of their rows are those of all of them, level with a row or between two', () => {
  expect(centredLabels(['Zona', '', 'Norte', '', '', ''], [{ text: 'Sur', at: 4.5 }])).toEqual([
    'Zona',
    'Norte',
    'Norte',
    'Norte',
    'Sur',
    'Sur',
  ])
  expect(centredLabels(['', 'Norte', '', '', 'Sur', ''], [])).toEqual(['Norte', 'Norte', 'Norte', 'Sur', 'Sur', 'Sur'])
})

test('labels at the head of their rows, and rows that are left over, are left as they are', () => {
  expect(centredLabels(['Norte', '', '', 'Sur', '', ''], [])).toBeNull()
  expect(centredLabels(['Zona', 'Norte', '', 'Sur', '', 'Este', ''], [])).toBeNull()
  expect(centredLabels(['Zona', 'Norte', 'Sur'], [])).toBeNull()
  expect(centredLabels(['', 'Norte', '', ''], [{ text: 'Sur', at: 2.5 }])).toBeNull()
})
