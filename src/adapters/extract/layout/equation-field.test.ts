import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { equationField } from './equation-field.ts'

test.each([
  [String.raw` EQ \f(1,2) `, '1/2'],
  [String.raw`eq \f(a + b;c)`, '(a + b)/c'],
  [String.raw`EQ x = \r(3,27) + \r(x)`, 'x = ∛27 + √x'],
  [String.raw`EQ \r(\f(2,3))`, '√(2/3)'],
  [String.raw`EQ m\s\up8(2) y H\s\do4(2)O`, 'm^2 y H_2O'],
  [String.raw`EQ \i\su(i=1,n,x\s\do3(i))`, 'Σ_{i=1}^n x_i'],
  [String.raw`EQ \i \in(0,1,x dx)`, '∫_0^1 x dx'],
  [String.raw`EQ \b\bc\[(\a\al\co2(1,2,3,4))`, '[1, 2; 3, 4]'],
  [String.raw`EQ \b\lc\{(\a(x = 1,y = 2))`, '{x = 1; y = 2'],
  [String.raw`EQ \o\ac(○,7)`, '7'],
  [String.raw`EQ \x\to\bo(5\,5)`, '5,5'],
  [String.raw`EQ \d\fo10()f(x) = (a, b)`, 'f(x) = (a, b)'],
  [String.raw`EQ \f(1`, '1/'],
  [String.raw`EQ )`, ')'],
  ['REF eq', ''],
  ['EQUATION 3', ''],
])('a field %j shows %j', (instruction, shown) => {
  expect(equationField(instruction)).toBe(shown)
})

test.each([String.raw`\f(`, '(', ')', ',', '\\', String.raw`\b\lc\|`, String.raw`\o\ac(1)`])(
  'an equation full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => `EQ ${part.repeat(size / part.length)}`
    expect(await growthOf(make, 20_000, equationField)).toBeLessThan(linearGrowth)
  },
)
