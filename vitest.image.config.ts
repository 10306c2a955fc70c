import { defineConfig } from 'vitest/config'

import { SummaryReporter } from './scripts/summary-reporter.ts'

/** `npm run test:image`: the image is built and its roles are run, with buildah. */
export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/harness/postgres-server.ts'],
    include: ['test/image/**/*.test.ts'],
    testTimeout: 300_000,
    // Debian's packages and npm's are fetched, and the image is built
    hookTimeout: 1_800_000,
    reporters: ['default', new SummaryReporter()],
  },
})
