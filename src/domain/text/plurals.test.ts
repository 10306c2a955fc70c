import { expect, test } from 'vitest'
import { oneOrSeveral, singularsOf, withoutPlural } from './plurals.ts'

test.each([
  ['clase', 'clases'],
  ['grifo', 'grifos'],
  ['hotel', 'hoteles'],
  ['mes', 'meses'],
  ['price', 'prices'],
  ['bus', 'buses'],
  ['dress', 'dresses'],
])('"%s" and "%s" have in common what is left without their endings', (one, several) => {
  expect(withoutPlural(several)).toBe(withoutPlural(one))
  const either = new RegExp(`^${withoutPlural(one)}${oneOrSeveral}$`)
  expect([one, several].filter((word) => either.test(word))).toEqual([one, several])
  expect(singularsOf(several)).toContain(one)
})

test.each([
  ['mesa', 'mes'],
  ['casa', 'caso'],
  ['plan', 'plano'],
])('"%s" is not several of "%s"', (one, other) => {
  expect(withoutPlural(one)).not.toBe(withoutPlural(other))
  expect(singularsOf(one)).not.toContain(other)
})
