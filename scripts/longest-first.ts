import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files of about half a minute and more, the longest first. Begun last, one of them would end the run alone on one core. */
const longest: readonly string[] = [
  'e2e/migrate.test.ts',
  'e2e/standalone-killed.test.ts',
  'e2e/milvus-lite.test.ts',
  'e2e/life-of-a-document.test.ts',
  'e2e/move-killed.test.ts',
  'e2e/on-milvus-lite-2.test.ts',
  'e2e/on-milvus-standalone.test.ts',
  'e2e/migrate-ledger.test.ts',
  'e2e/reindex.test.ts',
  'e2e/rolling-restart.test.ts',
  'e2e/kill-at-any-moment.test.ts',
  'e2e/backup.test.ts',
  'e2e/two-credentials.test.ts',
  'e2e/on-milvus-lite-3.test.ts',
  'e2e/identity.test.ts',
  'e2e/stop-while-starting.test.ts',
  'e2e/companies.test.ts',
  'e2e/db-migrate.test.ts',
  // what uses the shared Milvus Standalone follows each other: it is stopped when nobody has used it for a while, and started again
  'contract/raw-collection.test.ts',
  'contract/milvus-standalone.test.ts',
  'integration/extract-amplified.test.ts',
  'integration/extract-hostile.test.ts',
  'integration/move-between-servers.test.ts',
  'integration/move-failures-of-others.test.ts',
  'contract/milvus-schema.test.ts',
  'contract/collection-survey.test.ts',
  'contract/milvus-readback.test.ts',
  'contract/milvus-random-faults.test.ts',
  'contract/milvus-behind-proxy.test.ts',
  'integration/extract-growth.test.ts',
  'integration/embed-onnx.test.ts',
  'integration/move-history.test.ts',
  'integration/extract-pool.test.ts',
  'integration/embedded-postgres.test.ts',
  'integration/adopt-database.test.ts',
  'integration/move.test.ts',
  'integration/move-failures-of-moves.test.ts',
]

/** A fresh clone knows no durations, and a short file may take minutes: the longest of each project begin first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's: the runner's own order
    const sorted = await super.sort(files)
    const projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((a, b) => rank(a) - rank(b)),
    )
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((file) => moduleId.endsWith(file))
  return at === -1 ? longest.length : at
}
