// Drives a running installation at a set rate, from a process of its own: `npm run load -- --help`.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { planArrivals, seeded } from './load/arrivals.ts'
import { countLost, drive } from './load/drive.ts'
import { watchMemory } from './load/memory.ts'
import { readOptions, usage, type LoadOptions } from './load/options.ts'
import { reportPage, type Report } from './load/page.ts'
import { growth, summarise } from './load/results.ts'

/** For what waits at the end to be processed. */
const patienceMs = 10 * 60_000

async function load(options: LoadOptions): Promise<boolean> {
  const { url, minutes, companies, questions, uploads, polls, deletes } = options
  const rates = { question: questions, upload: uploads, poll: polls, delete: deletes }
  const arrivals = planArrivals({ rates, companies, seconds: minutes * 60 }, seeded(options.seed))
  console.log(`${arrivals.length} requests in ${minutes} minutes to ${url}`)
  const over = new AbortController()
  const watching = watchMemory(options, over.signal)
  const { done, kept } = await drive(options, arrivals)
  over.abort()
  const memory = await watching
  const summary = summarise(done, minutes * 60)
  const lostDocuments = await countLost(url, kept, patienceMs)
  const madeAt = new Date().toISOString()
  const report: Report = {
    url,
    madeAt,
    minutes,
    companies,
    rates,
    summary,
    lostDocuments,
    memoryGrowth: growth(memory),
  }
  mkdirSync(options.out, { recursive: true })
  const file = path.join(options.out, madeAt.replaceAll(':', '-'))
  writeFileSync(`${file}.json`, JSON.stringify({ ...report, memory }, null, 2))
  writeFileSync(`${file}.html`, reportPage(report, done, memory))
  for (const one of summary) {
    const { p50, p95, p99 } = one.latencyMs
    console.log(
      `${one.kind}: ${one.requests}, p50 ${p50} p95 ${p95} p99 ${p99} ms, errors ${JSON.stringify(one.errors)}`,
    )
  }
  console.log(
    `documents lost: ${lostDocuments}; memory, last minute against the third: ${JSON.stringify(report.memoryGrowth)}`,
  )
  console.log(`${file}.html`)
  return lostDocuments === 0 && summary.every(({ errors }) => Object.keys(errors).length === 0)
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === null) console.log(usage)
  else process.exitCode = (await load(options)) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
