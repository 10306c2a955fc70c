import { expect, test } from 'vitest'
import { collectGarbage } from './collect-garbage.ts'

test('what nobody holds is gone afterwards', async () => {
  const held = { text: 'held' }
  const references = [new WeakRef(held), new WeakRef({ text: 'left behind' })]
  // a reference that was just made keeps its object until this turn is over
  await new Promise(setImmediate)
  collectGarbage()
  expect(references.map((reference) => reference.deref())).toEqual([held, undefined])
})
