import { expect, test } from 'vitest'
import { countFailures, formatFailures, formatTally, readReport } from './tally.ts'

const file = (name: string, status: string, tests: readonly [string, string, string?][]) => ({
  name,
  status,
  message: tests.length === 0 ? 'no such import' : '',
  assertionResults: tests.map(([fullName, one, said]) => ({
    fullName,
    status: one,
    failureMessages: said === undefined ? [] : [said],
  })),
})
const report = (...files: readonly object[]) => readReport(JSON.stringify({ testResults: files }))

test('a run is read as the tests that failed and the files that could not be loaded', () => {
  const run = report(
    file('a.test.ts', 'failed', [
      ['is right', 'passed'],
      ['is wrong', 'failed', 'expected 2\nbut got 3'],
    ]),
    file('b.test.ts', 'failed', []),
    file('c.test.ts', 'passed', [['is right', 'passed']]),
  )
  expect(run).toEqual({
    passed: 2,
    failed: [
      { test: 'a.test.ts > is wrong', said: 'expected 2\nbut got 3' },
      { test: 'b.test.ts', said: 'no such import' },
    ],
  })
  expect(formatFailures(run)).toBe('a.test.ts > is wrong\n  expected 2\n  but got 3\nb.test.ts\n  no such import')
})

test('what fails most often comes first, and a run that broke off counts', () => {
  const failed = (...tests: readonly string[]) => ({ passed: 1, failed: tests.map((one) => ({ test: one, said: '' })) })
  const tally = countFailures([failed('often'), failed('once', 'often'), null])
  expect(tally.map(({ test, times }) => `${times} ${test}`)).toEqual([
    '2 often',
    '1 once',
    '1 the run ended without a report',
  ])
  expect(formatTally(tally, 3)).toContain('2 of 3  often')
  expect(formatTally([], 3)).toBe('3 runs, no failure')
})
