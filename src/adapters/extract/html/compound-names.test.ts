import { expect, it } from 'vitest'
import { createCompoundNames } from './compound-names.ts'

function namesOf(...rules: readonly (readonly [string, boolean])[]) {
  const names = createCompoundNames()
  for (const [selector, hides] of rules) names.read(selector, hides)
  return names
}

it('an element is hidden as the rule with the most of its names says', () => {
  const names = namesOf(['.tab.open.wide', false], ['div.tab.open', true], ['.tab', true])
  expect(names.hides(['.open', '.tab'])).toBe(true)
  expect(names.hides(['.wide', '.open', '.tab'])).toBe(false)
  expect(names.hides(['.tab'])).toBeNull()
})

it('of rules with as many names the last one counts, in whatever order the element has its names', () => {
  for (const named of [
    ['.a', '.b', '.on'],
    ['.b', '.a', '.on'],
  ]) {
    expect(namesOf(['.b.on', false], ['.a.on', true]).hides(named)).toBe(true)
    expect(namesOf(['.a.on', true], ['.b.on', false]).hides(named)).toBe(false)
  }
})
