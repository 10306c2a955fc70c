import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import type { ExtractorOptions } from '../../src/adapters/extract/process/extractor.ts'
import type { FileType } from '../../src/domain/extracted.ts'
import type { Extractor } from '../../src/ports/extractor.ts'
import { makeBook, makePdf, spanishText } from '../fixtures/extract/make-pdf.ts'
import { waitFor } from '../harness/wait.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-pool-'))
const open: Extractor[] = []
afterEach(async () => {
  for (const extractor of open.splice(0)) await extractor.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const forever = (): AbortSignal => new AbortController().signal
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

const book = file('book.pdf', makeBook(1_000))
const small = file('small.pdf', makePdf([{ texts: [{ text: 'Una frase.', x: 40, y: 500 }] }]))
const pdf: FileType = 'application/pdf'

describe('the pool of extraction processes', () => {
  it('reads a book of 1,000 pages within 400 MB in the child and reports its pages', async () => {
    const reports: [number, number][] = []
    const started = performance.now()
    const running = pool({ maxRssBytes: 400 * megabyte }).extract({
      path: book,
      fileType: pdf,
      signal: forever(),
      onProgress: (done, total) => reports.push([done, total]),
    })
    const extracted = await running
    console.info(`1,000 pages in ${Math.round(performance.now() - started)} ms`)
    expect(extracted.pages).toHaveLength(1_000)
    expect(extracted.blocks.filter((block) => block.kind === 'heading')).toHaveLength(100)
    expect(extracted.text).not.toMatch(/Página \d|Manual de procedimientos/)
    expect(reports.at(-1)).toEqual([1_000, 1_000])
  })

  it('keeps a child warm between files, and replaces it after the files it may read', async () => {
    const extractor = pool({ recycleAfterFiles: 2 })
    const pids: (number | undefined)[] = []
    for (let turn = 0; turn < 3; turn++) {
      await extractor.extract({ path: small, fileType: pdf, signal: forever() })
      pids.push(childrenOf(process.pid)[0])
    }
    expect(pids[0]).toBeDefined()
    expect(pids[1] === undefined || pids[1] === pids[0]).toBe(true)
    expect(pids[2]).not.toBe(pids[0])
  })

  it('kills a child at the time limit and goes on with a new one', async () => {
    const extractor = pool({ timeoutMs: 30, timeoutPerMiBMs: 0 })
    await expect(extractor.extract({ path: book, fileType: pdf, signal: forever() })).rejects.toMatchObject({
      code: 'extraction_timeout',
      retryable: false,
    })
    await waitFor(async () => !childrenOf(process.pid).some(isAlive), {
      what: 'the end of the child',
      timeoutMs: 10_000,
    })
  })

  it('kills a child at the memory limit', async () => {
    const text = file('large.txt', spanishText(1, 120_000))
    const extractor = pool({ maxRssBytes: 110 * megabyte })
    await expect(extractor.extract({ path: text, fileType: 'text/plain', signal: forever() })).rejects.toMatchObject({
      code: 'extraction_memory',
    })
  })

  it('stops at once when the signal fires, running or waiting', async () => {
    const extractor = pool({})
    const stop = new AbortController()
    const running = extractor.extract({
      path: book,
      fileType: pdf,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    const waiting = extractor.extract({ path: book, fileType: pdf, signal: stop.signal })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    const next = await extractor.extract({ path: small, fileType: pdf, signal: forever() })
    expect(next.text).toBe('Una frase.')
  })

  it('reads many files at once through few children, in any mixture of good and bad', async () => {
    const extractor = pool({ processes: 2 })
    const bad = file('bad.pdf', '%PDF-1.4 nothing')
    const ends = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) =>
        extractor.extract({ path: at % 3 === 0 ? bad : small, fileType: pdf, signal: forever() }),
      ),
    )
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(20)
    expect(childrenOf(process.pid).length).toBeLessThanOrEqual(2)
  })

  it('reads files in the order in which they were asked for', async () => {
    const extractor = pool({})
    const asked = Array.from({ length: 40 }, (_, at) => at)
    const read: number[] = []
    await Promise.all(
      asked.map(async (at) => {
        await extractor.extract({ path: small, fileType: pdf, signal: forever() })
        read.push(at)
      }),
    )
    expect(read).toEqual(asked)
  })

  it('refuses a queue without bounds', async () => {
    const extractor = pool({ maxQueued: 1 })
    const ends = await Promise.allSettled(
      Array.from({ length: 4 }, () => extractor.extract({ path: small, fileType: pdf, signal: forever() })),
    )
    expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(ends[3]).toMatchObject({ reason: { retryable: true } })
  })

  it('gives a child no secrets of ours and no means to write or start programs', async () => {
    process.env['ATENEX_LLM_API_KEY'] = 'a-secret'
    const extractor = pool({})
    await extractor.extract({ path: small, fileType: pdf, signal: forever() })
    const [child] = childrenOf(process.pid)
    expect(readFileSync(`/proc/${child}/environ`, 'utf8')).not.toContain('a-secret')
    expect(readFileSync(`/proc/${child}/cmdline`, 'utf8')).toMatch(/--permission/)
    expect(readFileSync(`/proc/${child}/cmdline`, 'utf8')).not.toMatch(/--allow-(?:fs-write|child-process|addons)/)
    delete process.env['ATENEX_LLM_API_KEY']
  })

  it('says when the file is gone, and ends everything on close', async () => {
    const extractor = pool({})
    const gone = extractor.extract({ path: path.join(folder, 'nothing'), fileType: pdf, signal: forever() })
    await expect(gone).rejects.toMatchObject({ code: 'original_missing' })
    const running = extractor.extract({
      path: book,
      fileType: pdf,
      signal: forever(),
      onProgress: () => void extractor.close(),
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await waitFor(async () => childrenOf(process.pid).filter(isAlive).length === 0, {
      what: 'children to end',
      timeoutMs: 5_000,
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
    await waitFor(async () => busy !== undefined && !isAlive(busy), { what: 'the orphan to end', timeoutMs: 5_000 })
  })
})
