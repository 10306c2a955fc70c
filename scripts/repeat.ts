// Runs the test suite again and again, if wanted beside busy loops, and lists what failed how often.
// A test that fails by chance is a defect; this is how it is found before somebody else finds it.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { busyLoops } from './repeat/busy-loops.ts'
import { countFailures, formatFailures, formatTally, readReport, type RunReport } from './repeat/tally.ts'

const help = `Usage: npm run repeat -- [--times N] [--busy N] [-- vitest arguments]

  --times N   runs of the suite, one after the other (default 5)
  --busy N    processes that keep a core busy meanwhile (default 0)

Everything behind a second -- goes to vitest: npm run repeat -- --times 20 --busy 2 -- --project unit
Exit code: 0 when nothing failed in any run, 1 otherwise.`

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))

/** One run of the suite; null when vitest ended without a report. */
async function runOnce(folder: string, run: number, rest: readonly string[], seed: string): Promise<RunReport | null> {
  const file = join(folder, `${run}.json`)
  const args = [vitest, 'run', '--reporter=json', `--outputFile=${file}`, ...rest]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TEST_SEED: seed },
  })
  await new Promise((resolve) => child.once('close', resolve))
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : readReport(text)
}

const { values, positionals } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    busy: { type: 'string', default: '0' },
    help: { type: 'boolean' },
  },
  allowPositionals: true,
})
if (values.help === true) {
  console.log(help)
  process.exit(0)
}
const folder = await mkdtemp(join(tmpdir(), 'atenex-repeat-'))
const stop = busyLoops(Number(values.busy))
const reports: (RunReport | null)[] = []
try {
  for (let run = 1; run <= Number(values.times); run += 1) {
    const began = performance.now()
    // another one each time: what the tests choose by it is what a run is repeated for
    const seed = process.env['TEST_SEED'] ?? String(randomInt(1e9))
    const report = await runOnce(folder, run, positionals, seed)
    reports.push(report)
    const seconds = Math.round((performance.now() - began) / 1_000)
    const outcome =
      report === null ? 'ended without a report' : `${report.passed} passed, ${report.failed.length} failed`
    console.log(`run ${run} of ${values.times}: ${outcome} (${seconds} s, TEST_SEED=${seed})`)
    if (report !== null && report.failed.length > 0) console.log(formatFailures(report))
  }
} finally {
  stop()
  await rm(folder, { recursive: true, force: true })
}
const tally = countFailures(reports)
console.log(formatTally(tally, reports.length))
process.exit(tally.length === 0 ? 0 : 1)
