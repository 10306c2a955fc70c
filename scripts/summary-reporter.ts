import type { Reporter, TestModule } from 'vitest/node'

/** Prints the counts of the whole run as one plain last line, such as `412 passed, 0 failed`, for CI to read. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state } = test.result()
        counts[state === 'pending' ? 'failed' : state] += 1
      }
      // A file that cannot be loaded has no tests to fail.
      if (module.state() === 'failed' && tests.every((test) => test.result().state !== 'failed')) counts.failed += 1
    }
    if (errors.length > 0 && counts.failed === 0) counts.failed += errors.length
    const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
    // After the other reporters' own summaries.
    process.on('exit', () => process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`))
  }
}
