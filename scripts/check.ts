// Everything that can be said about the code without running it. All checks run, so that one run shows all problems.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

const checks = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', script: 'node_modules/oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  {
    name: 'folders',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--project', 'unit', 'scripts/lint-boundaries'],
  },
  { name: 'format', script: 'node_modules/oxfmt/bin/oxfmt', args: ['--check'] },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'generated docs', script: 'scripts/write-docs.ts', args: ['--check'] },
] as const

const failed = checks.filter(({ name, script, args }) => {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
