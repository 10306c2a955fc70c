// npm run bench -- [PART…] [--quick], or -- extraction FOLDER: measures, prints one table a part, writes bench/results/PART.json.
// Everything is measured as ratios in one run wherever something is compared; absolute figures depend on the machine.
// This process has the small young generation that `atenex start` gives its own (`cli/start.ts`).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchAdopt } from './adopt.ts'
import { benchCrowd } from './crowd.ts'
import { benchEmbed } from './embed.ts'
import { benchExtract } from './extract.ts'
import { benchExtraction } from './extraction/extraction.ts'
import { benchIngest, benchIngestShort, benchMemory, benchStart } from './ingest.ts'
import { benchMilvus } from './milvus.ts'
import { benchMove } from './move.ts'
import { benchMoveEmbed } from './move-embed.ts'
import { benchMoveQuestions } from './move-questions.ts'
import { benchMoveServers } from './move-servers.ts'
import { benchOutages } from './outages.ts'
import { holds, renderResult, rounded, saveResult, type PartResult } from './report.ts'
import { benchQuestions } from './questions.ts'
import { benchReindex } from './reindex.ts'
import { benchRest } from './rest.ts'
import { benchSearch } from './search.ts'
import { benchTextIndex } from './text-index.ts'
import { benchUploadCrowd } from './upload-crowd.ts'

type Part = (quick: boolean) => Promise<PartResult>

const parts: Readonly<Record<string, Part>> = {
  extract: benchExtract,
  embed: benchEmbed,
  search: searchPart,
  'text-index': benchTextIndex,
  milvus: benchMilvus,
  questions: benchQuestions,
  ingest: benchIngest,
  'ingest-short': benchIngestShort,
  memory: benchMemory,
  rest: benchRest,
  start: benchStart,
  crowd: benchCrowd,
  'upload-crowd': benchUploadCrowd,
  outages: benchOutages,
  adopt: benchAdopt,
  move: benchMove,
  'move-servers': benchMoveServers,
  'move-embed': benchMoveEmbed,
  'move-questions': benchMoveQuestions,
  reindex: benchReindex,
}

const usage = `npm run bench -- [PART…] [--quick]
       npm run bench -- extraction FOLDER   compares what is read of all files in it with other programs, where installed
Parts: ${Object.keys(parts).join(', ')} (all of them unless named). --quick: small samples, for trying out.
Exit code: 0 every limit holds, 1 one does not or a part failed, 2 used wrongly.`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  const [first, folder] = positionals
  if (first === 'extraction' && folder !== undefined && positionals.length === 2) {
    return (await runPart('extraction', () => benchExtraction(folder), values.quick)) ? 0 : 1
  }
  const unknown = positionals.filter((name) => !(name in parts))
  if (values.help || unknown.length > 0) {
    print(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n${usage}` : usage)
    return unknown.length > 0 ? 2 : 0
  }
  const names = Object.keys(parts).filter((name) => positionals.length === 0 || positionals.includes(name))
  const [only] = names
  if (only !== undefined && names.length === 1) return (await runPart(only, parts[only], values.quick)) ? 0 : 1
  let exitCode = 0
  for (const name of names) if (!(await runApart(name, values.quick))) exitCode = 1
  return exitCode
}

/** In a process of its own: what an earlier part left on the heap would be paid for by this one. */
async function runApart(name: string, quick: boolean): Promise<boolean> {
  // with the small young generation too
  const args = [...process.execArgv, fileURLToPath(import.meta.url), name, ...(quick ? ['--quick'] : [])]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const [code]: (number | null)[] = await once(child, 'exit')
  return code === 0
}

/** One part that fails does not keep the others from being measured. */
async function runPart(name: string, part: Part | undefined, quick: boolean): Promise<boolean> {
  try {
    if (part === undefined) throw new Error('there is no such part')
    const result = await part(quick)
    print(renderResult(result))
    print(`  ${await saveResult(name, quick, result)}`)
    return (result.limits ?? []).every(holds)
  } catch (error) {
    print(`\n== ${name} failed: ${error instanceof Error ? error.stack : String(error)}`)
    return false
  }
}

/** The embedded store against the bare library calls it makes. */
async function searchPart(quick: boolean): Promise<PartResult> {
  const found = await benchSearch(quick ? { sizes: [1_000, 10_000], questions: 30 } : {})
  const largest = found.at(-1)
  return {
    title: 'Search in the embedded store, milliseconds, against the bare library calls',
    head: ['chunks', 'p50', 'p95', 'bare p50', 'bare p95', 'ratio', 'replace docs/s', 'remove ms', 'RSS MB'],
    rows: found.map((row) =>
      [
        row.chunks,
        row.adapterP50,
        row.adapterP95,
        row.bareP50,
        row.bareP95,
        row.ratio,
        row.replaceDocumentsPerSecond,
        row.removeMs,
        row.rssMb,
      ].map((value) => rounded(value)),
    ),
    figures: Object.fromEntries(
      found.flatMap(({ chunks, ...row }) => Object.entries(row).map(([name, value]) => [`${chunks}.${name}`, value])),
    ),
    limits:
      largest === undefined
        ? []
        : [{ what: `p50 at ${largest.chunks} chunks against bare`, value: largest.ratio, bound: 1.1, kind: 'at most' }],
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

process.exitCode = await main()
