import { defineConfig } from 'vitest/config'

import { SummaryReporter } from './scripts/summary-reporter.ts'

/** `npm run test:cluster`: the manifests on a real API server, and the alert rules in Prometheus' own tool. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/cluster/**/*.test.ts'],
    testTimeout: 300_000,
    // programs are built here when they are not in the cache yet
    hookTimeout: 3_600_000,
    fileParallelism: false,
    reporters: ['default', new SummaryReporter()],
  },
})
