import { defineConfig } from 'vitest/config'

import { LongestFirst } from './scripts/longest-first.ts'
import { SummaryReporter } from './scripts/summary-reporter.ts'

const nodeTests = {
  environment: 'node' as const,
  // what commands say in tests is English, on whatever machine
  env: { ATENEX_LANGUAGE: 'en' },
  // For whatever hangs without end: what a test waits for has a shorter limit of its own (test/harness/wait.ts, expect.poll) that
  // says what was waited for. A few such waits in a row, each long on a busy machine, must fit.
  testTimeout: 900_000,
  hookTimeout: 900_000,
  // a second by itself, which a busy machine takes for less
  expect: { poll: { timeout: 100_000 } },
  // Half of the time would go into loading the same modules again for each file; modules have no state to share.
  isolate: false,
  // Node runs our files as they are, here as in production; made into others first, they cost a quarter more.
  experimental: { viteModuleRunner: false, nodeLoader: false },
}

/** First in each project: the others make folders. */
const memoryFolder = 'test/harness/memory-folder.ts'

/** unit beside the code · contract and integration on real parts · e2e with real processes. */
export default defineConfig({
  test: {
    // One more than CI has cores: files that wait for servers leave a fifth of two cores to others (decision 0200).
    maxWorkers: 3,
    // Once for all projects; starts nothing before a test asks for it.
    globalSetup: ['test/harness/milvus/shared-servers.ts'],
    reporters: ['default', new SummaryReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...nodeTests,
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/deploy/**/*.test.ts'],
          setupFiles: ['test/harness/property-seed.ts'],
          globalSetup: [memoryFolder],
        },
      },
      {
        test: {
          ...nodeTests,
          name: 'integration',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'],
          setupFiles: ['test/harness/each-file.ts'],
          globalSetup: [memoryFolder, 'test/harness/postgres-server.ts'],
        },
      },
      {
        test: {
          ...nodeTests,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/harness/each-file.ts'],
          globalSetup: [memoryFolder, 'test/harness/postgres-server.ts', 'test/harness/data-template.ts'],
          // after the others: whole products beside tests that measure would make them slow
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
