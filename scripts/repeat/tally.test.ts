import { expect, test } from 'vitest'
import { countFailures, formatTally, readReport } from './tally.ts'

const file = (name: string, status: string, tests: readonly [string, string][]) => ({
  name,
  status,
  assertionResults: tests.map(([fullName, one]) => ({ fullName, status: one })),
})
const report = (...files: readonly object[]) => readReport(JSON.stringify({ testResults: files }))

test('a run is read as the tests that failed and the files that could not be loaded', () => {
  const run = report(
    file('a.test.ts', 'failed', [
      ['is right', 'passed'],
      ['is wrong', 'failed'],
    ]),
    file('b.test.ts', 'failed', []),
    file('c.test.ts', 'passed', [['is right', 'passed']]),
  )
  expect(run).toEqual({ passed: 2, failed: ['a.test.ts > is wrong', 'b.test.ts'] })
})

test('what fails most often comes first, and a run that broke off counts', () => {
  const often = { passed: 1, failed: ['often'] }
  const tally = countFailures([often, { passed: 0, failed: ['once', 'often'] }, null])
  expect(tally.map(({ test, times }) => `${times} ${test}`)).toEqual([
    '2 often',
    '1 once',
    '1 the run ended without a report',
  ])
  expect(formatTally(tally, 3)).toContain('2 of 3  often')
  expect(formatTally([], 3)).toBe('3 runs, no failure')
})
