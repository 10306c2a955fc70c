import { z } from 'zod'

/** What one run of the suite said. */
export interface RunReport {
  readonly passed: number
  /** `file > test`, or the file alone when it could not be loaded. */
  readonly failed: readonly string[]
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
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

export function readReport(text: string): RunReport {
  const { testResults } = reportSchema.parse(JSON.parse(text))
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ test: `${name} > ${fullName}`, status })),
  )
  const failed = tests.filter(({ status }) => status === 'failed').map(({ test }) => test)
  // a file that fails without a failed test could not be loaded, or its set-up failed
  const broken = testResults
    .filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    )
    .map(({ name }) => name)
  return { passed: tests.filter(({ status }) => status === 'passed').length, failed: [...failed, ...broken] }
}

/** Most frequent first. A run without a report counts as a failure of the run itself. */
export function countFailures(reports: readonly (RunReport | null)[]): readonly Failure[] {
  const counts = new Map<string, number>()
  for (const report of reports) {
    for (const test of report?.failed ?? ['the run ended without a report'])
      counts.set(test, (counts.get(test) ?? 0) + 1)
  }
  return [...counts]
    .map(([test, times]) => ({ test, times }))
    .toSorted((a, b) => b.times - a.times || (a.test < b.test ? -1 : 1))
}

export function formatTally(failures: readonly Failure[], runs: number): string {
  if (failures.length === 0) return `${runs} runs, no failure`
  return failures.map(({ test, times }) => `${times} of ${runs}  ${test}`).join('\n')
}
