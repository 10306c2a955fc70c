import { expect, test } from 'vitest'
import { propertiesOf } from './content-lines.ts'

test('a line with more quoted parameters than anybody writes is none, however many they are', () => {
  expect([...propertiesOf(`FN:Ana\nTEL;${'"x"'.repeat(8_000_000)}:1\nNOTE:b`)].map(({ key }) => key)).toEqual([
    'FN',
    'NOTE',
  ])
})
