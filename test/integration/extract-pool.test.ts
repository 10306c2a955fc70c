import { execFileSync, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import type { ExtractorOptions } from '../../src/adapters/extract/process/extractor-options.ts'
import type { FileType } from '../../src/domain/extracted.ts'
import type { ExtractRequest, Extractor } from '../../src/ports/extractor.ts'
import { makeBook, makeHeavyPages, makePdf, spanishText } from '../fixtures/extract/make-pdf.ts'
import { anyCompany } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { waitFor } from '../harness/wait.ts'
import { signalProcess } from '../harness/signal-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-pool-'))
const open: Extractor[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const extractor of open.splice(0)) await extractor.close()
  // Every test may take the children it finds for its own.
  await waitFor(async () => !childrenOf(process.pid).some(isAlive), {
    what: 'the end of all children',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const forever = (): AbortSignal => new AbortController().signal
const company = anyCompany()
const megabyte = 1024 * 1024

function pool(options: ExtractorOptions): Extractor {
  const extractor = createExtractor({ processes: 1, ...options })
  open.push(extractor)
  return extractor
}

function file(name: string, bytes: Buffer | string): string {
  const target = path.join(folder, name)
  writeFileSync(target, bytes)
  return target
}

/** Pids of the extraction children of a process. */
function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [, child, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(parent) === pid && args.includes('extract-child') ? [Number(child)] : []
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Reads a file as if it were of one company, unless another is named. */
function read(extractor: Extractor, request: Partial<ExtractRequest> & { readonly path: string }) {
  return extractor.extract({ companyId: company, fileType: pdf, signal: forever(), ...request })
}

const pdf: FileType = 'application/pdf'
/** A file that holds its reader without end until something is written to it. */
function stalling(name: string): string {
  const target = path.join(folder, name)
  if (!existsSync(target)) execFileSync('mkfifo', [target])
  return target
}

/** Kills a reader of this process, as the guard of the machine's memory does; not `except`. */
async function killReader(except?: number): Promise<number> {
  let found: number | undefined
  await waitFor(
    async () => {
      found = childrenOf(process.pid).find((pid) => pid !== except && isAlive(pid))
      return found !== undefined
    },
    { what: 'a reader' },
  )
  const pid = found ?? 0
  signalProcess(pid, 'SIGKILL')
  return pid
}

const book = file('book.pdf', makeBook(1_000))
const text = file('large.txt', spanishText(1, 120_000))
const small = file('small.pdf', makePdf([{ texts: [{ text: 'Una frase.', x: 40, y: 500 }] }]))

describe('the pool of extraction processes', () => {
  it('reads a book of 1,000 pages within 400 MB in the child and reports its pages', async () => {
    const reports: [number, number][] = []
    const started = performance.now()
    // a busy machine may take longer than anybody waits for a document; time is not what it is about
    const running = read(pool({ maxRssBytes: 400 * megabyte, timeoutMs: 110_000 }), {
      path: book,
      onProgress: (done, total) => reports.push([done, total]),
    })
    const extracted = await running
    console.info(`1,000 pages in ${Math.round(performance.now() - started)} ms`)
    expect(extracted.pages).toHaveLength(1_000)
    expect(extracted.blocks.filter((block) => block.kind === 'heading')).toHaveLength(100)
    expect(extracted.text).not.toMatch(/Página \d|Manual de procedimientos[\s\S]*Manual de procedimientos/)
    expect(reports.at(-1)).toEqual([1_000, 1_000])
  })

  it('keeps a child warm between files, and replaces it after the files it may read', async () => {
    const extractor = pool({ recycleAfterFiles: 2 })
    const pids: (number | undefined)[] = []
    for (let turn = 0; turn < 3; turn++) {
      await read(extractor, { path: small })
      pids.push(childrenOf(process.pid)[0])
    }
    expect(pids[0]).toBeDefined()
    expect(pids[1] === undefined || pids[1] === pids[0]).toBe(true)
    expect(pids[2]).not.toBe(pids[0])
  })

  it('reads below the process that waits for it, which has the embedder of that priority', async () => {
    const extractor = pool({})
    await read(extractor, { path: small })
    const [reader] = childrenOf(process.pid)
    expect(getPriority(reader)).toBe(Math.min(19, getPriority() + 5))
  })

  it('keeps the child of a file that was read, whatever becomes of the signal of that file later', async () => {
    const extractor = pool({})
    const jobDone = new AbortController()
    await read(extractor, { path: small, signal: jobDone.signal })
    const before = childrenOf(process.pid)
    jobDone.abort()
    await read(extractor, { path: small })
    expect(childrenOf(process.pid)).toEqual(before)
  })

  it('kills a child that waits until the time limit, goes on with a new one, and blames the machine and not the file', async () => {
    const extractor = pool({ timeoutMs: 300, timeoutPerMiBMs: 0 })
    await expect(read(extractor, { path: stalling('late'), fileType: 'text/plain' })).rejects.toMatchObject({
      code: 'extraction_timeout',
      retryable: true,
    })
    await waitFor(async () => !childrenOf(process.pid).some(isAlive), {
      what: 'the end of the child',
    })
  })

  it('stops at once when the signal fires, running or waiting', async () => {
    const extractor = pool({})
    const stop = new AbortController()
    const running = read(extractor, {
      path: book,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    const waiting = read(extractor, { path: book, signal: stop.signal })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    const next = await read(extractor, { path: small })
    expect(next.text).toBe('Una frase.')
  })

  it('reads many files at once through few children, in any mixture of good and bad', async () => {
    const extractor = pool({ processes: 2 })
    const bad = file('bad.pdf', '%PDF-1.4 nothing')
    const ends = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) => read(extractor, { path: at % 3 === 0 ? bad : small })),
    )
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(20)
    expect(childrenOf(process.pid).length).toBeLessThanOrEqual(2)
  })

  it('keeps a reader for other companies, however many files of one are stuck', async () => {
    const extractor = pool({})
    const stop = new AbortController()
    const stuck = Array.from({ length: 5 }, () =>
      read(extractor, { path: stalling('stuck'), fileType: 'text/plain', signal: stop.signal }),
    )
    const other = await read(extractor, { companyId: anyCompany(), path: small })
    expect(other.text).toBe('Una frase.')
    stop.abort()
    const ends = await Promise.allSettled(stuck)
    expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual(Array(5).fill('cancelled'))
  })

  it('never starts more than one reader beyond those it was given, and keeps only those', async () => {
    const extractor = pool({ processes: 2 })
    const companies = Array.from({ length: 6 }, anyCompany)
    await Promise.all(companies.map((companyId) => read(extractor, { companyId, path: small })))
    expect(childrenOf(process.pid).length).toBeLessThanOrEqual(3)
    await waitFor(async () => childrenOf(process.pid).filter(isAlive).length <= 2, {
      what: 'the reader that stood by to end',
    })
  })

  it('reads a file once more whose reader was killed from outside, and only once', async () => {
    const said: string[] = []
    const extractor = pool({ log: { ...silentLog, warn: (_fields: object, text: string) => said.push(text) } })
    const path = stalling('killed-once')
    const running = read(extractor, { path, fileType: 'text/plain' })
    const first = await killReader()
    await waitFor(async () => childrenOf(process.pid).some((pid) => pid !== first), {
      what: 'a second reader',
    })
    await writeFile(path, 'Una frase.')
    expect((await running).text).toBe('Una frase.')
    expect(said).toEqual(['a reading process was killed from outside; the file is read once more'])
    const again = read(extractor, { path: stalling('killed-twice'), fileType: 'text/plain' })
    const [outcome] = await Promise.allSettled([again, killReader().then((pid) => killReader(pid))])
    expect(outcome).toMatchObject({ reason: { code: 'extraction_crashed', retryable: true } })
  })

  it.runIf(process.platform === 'linux').each([
    ['memory', '--data=1000000'],
    ['open files', '--nofile=3'],
  ])('reads a file once more when the machine gives its reader no more %s', async (_, limit) => {
    const said: string[] = []
    const extractor = pool({ log: { ...silentLog, warn: (_fields: object, text: string) => said.push(text) } })
    await read(extractor, { path: file('first.txt', 'Una frase.'), fileType: 'text/plain' })
    const [reader = 0] = childrenOf(process.pid)
    execFileSync('prlimit', ['--pid', String(reader), limit])
    expect((await read(extractor, { path: small })).text).toBe('Una frase.')
    expect(said).toEqual([expect.stringContaining('; the file is read once more')])
  })

  it.runIf(process.platform === 'linux')(
    'goes on when no reader can be started, and reads again once one can',
    async () => {
      const short = file('short.txt', 'Una frase.')
      const script = fileURLToPath(new URL('../fixtures/extract/extract-when-told.ts', import.meta.url))
      const parent = fork(script, [short], { execArgv: [] })
      const next = () => new Promise((resolve) => parent.once('message', resolve))
      const allow = (files: number) => execFileSync('prlimit', ['--pid', String(parent.pid), `--nofile=${files}:1024`])
      try {
        expect(await next()).toBe('ready')
        const refused = next()
        allow(readdirSync(`/proc/${parent.pid}/fd`).length + 1)
        parent.send('read')
        expect(await refused).toEqual({ code: 'reader_unavailable', retryable: true })
        const done = next()
        allow(1_024)
        parent.send('read')
        expect(await done).toEqual({ text: 'Una frase.' })
      } finally {
        parent.kill('SIGKILL')
      }
    },
  )

  it.each([
    ['memory', 'extraction_memory', { maxRssBytes: 110 * megabyte }, () => text],
    [
      'processor time',
      'extraction_timeout',
      { timeoutMs: 60_000, timeoutPerMiBMs: 20_000_000 },
      () => file('heavy.pdf', makeHeavyPages(400)),
    ],
  ])('does not read a file again that took its %s: it would take it again', async (_, code, options, path) => {
    const said: string[] = []
    let begun = 0
    const extractor = pool({
      ...options,
      log: { ...silentLog, warn: (_: object, message: string) => said.push(message) },
    })
    const reading = read(extractor, {
      path: path(),
      fileType: code === 'extraction_memory' ? 'text/plain' : pdf,
      onProgress: (done) => (begun += done === 1 ? 1 : 0),
    })
    await expect(reading).rejects.toMatchObject({ code, retryable: false })
    expect(begun).toBeLessThanOrEqual(1)
    expect(said).toEqual([])
  })

  it('reads the files of a company in the order in which they were asked for', async () => {
    const extractor = pool({})
    const asked = Array.from({ length: 40 }, (_, at) => at)
    const ended: number[] = []
    await Promise.all(
      asked.map(async (at) => {
        await read(extractor, { path: small })
        ended.push(at)
      }),
    )
    expect(ended).toEqual(asked)
  })

  it('refuses what one company sends beyond its line, and nobody else’s', async () => {
    const extractor = pool({ maxQueued: 1 })
    const ends = await Promise.allSettled(Array.from({ length: 4 }, () => read(extractor, { path: small })))
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(ends[3]).toMatchObject({ reason: { retryable: true } })
    const stop = new AbortController()
    const line = [1, 2].map(() =>
      read(extractor, { path: stalling('line'), fileType: 'text/plain', signal: stop.signal }).catch(() => 'stopped'),
    )
    await expect(read(extractor, { path: small })).rejects.toMatchObject({ retryable: true })
    expect((await read(extractor, { companyId: anyCompany(), path: small })).text).toBe('Una frase.')
    stop.abort()
    expect(await Promise.all(line)).toEqual(['stopped', 'stopped'])
  })

  it('gives a child no secrets of ours and no means to write or start programs', async () => {
    vi.stubEnv('ATENEX_LLM_API_KEY', 'a-secret')
    const extractor = pool({})
    await read(extractor, { path: small })
    const [child] = childrenOf(process.pid)
    expect(readFileSync(`/proc/${child}/environ`, 'utf8')).not.toContain('a-secret')
    expect(readFileSync(`/proc/${child}/cmdline`, 'utf8')).toMatch(/--permission/)
    expect(readFileSync(`/proc/${child}/cmdline`, 'utf8')).not.toMatch(/--allow-(?:fs-write|child-process|addons)/)
  })

  it('says when the file is gone, and ends everything on close', async () => {
    const extractor = pool({})
    const gone = read(extractor, { path: path.join(folder, 'nothing') })
    await expect(gone).rejects.toMatchObject({ code: 'original_missing' })
    const running = read(extractor, {
      path: book,
      onProgress: () => void extractor.close(),
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await waitFor(async () => childrenOf(process.pid).filter(isAlive).length === 0, {
      what: 'children to end',
    })
  })

  it('leaves no child behind when the parent is killed while a child is busy in WebAssembly', async () => {
    const parent = fork(fileURLToPath(new URL('../fixtures/extract/extract-forever.ts', import.meta.url)), [book], {
      execArgv: [],
    })
    const [busy] = await new Promise<number[]>((resolve) =>
      parent.once('message', () => resolve(childrenOf(parent.pid ?? 0))),
    )
    expect(busy).toBeDefined()
    parent.kill('SIGKILL')
    await waitFor(async () => busy !== undefined && !isAlive(busy), { what: 'the orphan to end' })
  })
})
