import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { has } from './answer-forms.ts'

test.each(['1,', '1.', '1 ', 'no a b '])(
  'a text full of %j is searched in time in proportion to its length',
  async (sign) => {
    const make = (size: number) => `${sign.repeat(size / sign.length)}x`
    const search = (text: string) => [has('money', text, text), has('duration', text, text), has('measure', text, text)]
    expect(await growthOf(make, 4_000, search)).toBeLessThan(linearGrowth)
  },
)
