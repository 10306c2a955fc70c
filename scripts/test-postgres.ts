// The tests of what is kept in PostgreSQL against servers of other versions than the embedded one. `npm run test:postgres -- 15 16`
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { packagedVersions, postgresPrograms, startPackagedPostgres } from '../test/harness/packaged-postgres.ts'

const checkout = fileURLToPath(new URL('..', import.meta.url))

/** Schema, adoption, and each store that lives in PostgreSQL. */
const files = [
  'adopt-database',
  'api-keys',
  'chat-store',
  'company-limits',
  'document-events',
  'document-lock',
  'document-revival',
  'document-store',
  'fair-queue',
  'http-routes',
  'job-worker',
  'move-history',
  'query-ask',
  'reconcile',
  'text-index',
  'upload-ownership',
  'word-statistics',
].map((name) => `test/integration/${name}.test.ts`)

/** The tests' exit code. */
function testAgainst(url: string): Promise<number> {
  const vitest = path.join(checkout, 'node_modules/vitest/vitest.mjs')
  const env = { ...process.env, ATENEX_TEST_DATABASE_URL: url }
  const child = spawn(process.execPath, [vitest, 'run', ...files], { cwd: checkout, env, stdio: 'inherit' })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

const asked = process.argv.slice(2).map(Number)
for (const version of packagedVersions) {
  if (asked.length > 0 && !asked.includes(version)) continue
  const programs = await postgresPrograms(version)
  if (programs === null) {
    process.exitCode = 1
    continue
  }
  const server = await startPackagedPostgres(programs)
  try {
    console.log(`PostgreSQL ${version}`)
    process.exitCode = (await testAgainst(server.url)) || process.exitCode || 0
  } finally {
    await server.stop()
  }
}
