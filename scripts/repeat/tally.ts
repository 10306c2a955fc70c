import { z } from 'zod'

/** What one run of the suite said. */
export interface RunReport {
  readonly passed: number
  readonly failed: readonly FailedTest[]
}

export interface FailedTest {
  /** `file > test`, or the file alone when it could not be loaded. */
  readonly test: string
  /** What it said: a failure by chance may not come again. */
  readonly said: string
}

export interface Failure {
  readonly test: string
  readonly times: number
}

/** vitest's JSON report, which has the form of Jest's. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
})

export function readReport(text: string): RunReport {
  const { testResults } = reportSchema.parse(JSON.parse(text))
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({
      test: `${name} > ${fullName}`,
      status,
      said: failureMessages.join('\n'),
    })),
  )
  const failed = tests.filter(({ status }) => status === 'failed').map(({ test, said }) => ({ test, said }))
  // a file that fails without a failed test could not be loaded, or its set-up failed
  const broken = testResults
    .filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    )
    .map(({ name, message }) => ({ test: name, said: message }))
  return { passed: tests.filter(({ status }) => status === 'passed').length, failed: [...failed, ...broken] }
}

/** Most frequent first. A run without a report counts as a failure of the run itself. */
export function countFailures(reports: readonly (RunReport | null)[]): readonly Failure[] {
  const counts = new Map<string, number>()
  for (const report of reports) {
    const failed = report === null ? ['the run ended without a report'] : report.failed.map(({ test }) => test)
    for (const test of failed) counts.set(test, (counts.get(test) ?? 0) + 1)
  }
  return [...counts]
    .map(([test, times]) => ({ test, times }))
    .toSorted((a, b) => b.times - a.times || (a.test < b.test ? -1 : 1))
}

export function formatTally(failures: readonly Failure[], runs: number): string {
  if (failures.length === 0) return `${runs} runs, no failure`
  return failures.map(({ test, times }) => `${times} of ${runs}  ${test}`).join('\n')
}

/** The failures of one run, each with the first lines of what it said. */
export function formatFailures({ failed }: RunReport): string {
  return failed.map(({ test, said }) => [test, ...said.split('\n').slice(0, shownLines)].join('\n  ')).join('\n')
}

/** Enough for a comparison of two objects and the first calls. */
const shownLines = 60
