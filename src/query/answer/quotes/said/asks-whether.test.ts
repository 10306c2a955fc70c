import { expect, test } from 'vitest'
import { asksWhether } from './asks-whether.ts'

test.each(['hay sauna?', 'is the pool closed?', 'do you have a gym?'])('"%s" asks for yes or no', (question) => {
  expect(asksWhether(question)).toBe(true)
})

test.each(['why is the pool closed?', 'por que cierra la piscina?', 'whose is the bike?', 'y cuanta sal lleva?'])(
  '"%s" does not ask for yes or no',
  (question) => {
    expect(asksWhether(question)).toBe(false)
  },
)

test('what is not marked as a question does not ask for yes or no', () => {
  expect(asksWhether('hay sauna')).toBe(false)
})
