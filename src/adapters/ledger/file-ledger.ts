import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { hostname } from 'node:os'
import { ownFileMode } from '../../disk/own-folder.ts'
import { AppError } from '../../domain/errors.ts'
import { hasCode } from '../../domain/has-code.ts'
import { newReportKey } from '../../domain/report/signed-report.ts'
import type { CollectionComparison, CopyLedger, CopyProgress, LedgerBeginning } from '../../ports/moves/copy-ledger.ts'

const format = 'atenex-copy-ledger-1'

/** One line of the file. */
type Line =
  | { readonly what: 'ledger'; readonly format: typeof format; readonly privateKey: string }
  | { readonly what: 'began'; readonly beginning: LedgerBeginning }
  | { readonly what: 'copied'; readonly progress: CopyProgress }
  | { readonly what: 'compared'; readonly comparison: CollectionComparison }

const toldLater: Partial<CollectionComparison> = { tolerance: null, rounded: 0, deviation: 0 }

interface State {
  privateKey: string
  beginning: LedgerBeginning | null
  copy: CopyProgress
  comparison: CollectionComparison | null
}

/** A file of JSON lines of this account alone, with a lock file beside it. The last line may be torn by a crash; it does not count. */
export async function openFileLedger(file: string): Promise<CopyLedger> {
  const unlock = lock(`${file}.lock`)
  try {
    const { lines, length } = readLines(file)
    const state = stateOf(file, lines)
    const handle = await open(file, 'a', ownFileMode)
    // a torn line would swallow the next one
    await handle.truncate(length)
    const append = async (line: Line) => {
      await handle.appendFile(`${JSON.stringify(line)}\n`)
      await handle.datasync()
      take(state, line)
    }
    if (lines.length === 0) await append({ what: 'ledger', format, privateKey: newReportKey() })
    return {
      get beginning() {
        return state.beginning
      },
      get copy() {
        return state.copy
      },
      get comparison() {
        return state.comparison
      },
      get privateKey() {
        return state.privateKey
      },
      begin: (beginning) => append({ what: 'began', beginning }),
      copied: (progress) => append({ what: 'copied', progress }),
      compared: (comparison) => append({ what: 'compared', comparison }),
      close: async () => {
        await handle.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function stateOf(file: string, lines: readonly Line[]): State {
  const copy = { next: null, complete: false, rows: 0, bytes: 0, ms: 0 }
  const state: State = { privateKey: '', beginning: null, copy, comparison: null }
  const [first] = lines
  if (first !== undefined && (first.what !== 'ledger' || first.format !== format)) {
    throw new AppError('configuration', `${file} is no ledger of a copy. Name another file.`)
  }
  for (const line of lines) take(state, line)
  return state
}

function take(state: State, line: Line): void {
  switch (line.what) {
    case 'ledger':
      state.privateKey = line.privateKey
      return
    case 'began':
      state.beginning = line.beginning
      return
    case 'copied':
      state.copy = line.progress
      state.comparison = null
      return
    case 'compared':
      // ledgers of earlier versions tolerated nothing
      state.comparison = { ...toldLater, ...line.comparison }
  }
}

/** Whole lines, and where they end. */
function readLines(file: string): { readonly lines: readonly Line[]; readonly length: number } {
  const text = readText(file)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  try {
    const lines = whole.split('\n').filter((line) => line !== '')
    // what does not stand in a ledger fails at its first line
    return { lines: lines.map((line): Line => JSON.parse(line) as Line), length: Buffer.byteLength(whole) }
  } catch (error) {
    throw new AppError('configuration', `${file} is no ledger of a copy. Name another file.`, { cause: error })
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return ''
    throw new AppError('configuration', `${file} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}

/** A lock of a process that is gone on this machine does not count. */
function lock(file: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, host: hostname() })
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx', ownFileMode)
      writeFileSync(handle, mine)
      closeSync(handle)
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (!hasCode(error, 'EEXIST'))
        throw new AppError('configuration', `${file} cannot be made (${codeOf(error)}).`, { cause: error })
      const holder = readText(file)
      if (isAlive(holder)) throw held(file, holder)
      rmSync(file, { force: true })
    }
  }
  throw held(file, readText(file))
}

function isAlive(holder: string): boolean {
  const { pid, host } = parsed(holder)
  if (host !== hostname()) return host !== null
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** A lock that was cut off while it was written is nobody's. */
function parsed(holder: string): { readonly pid: number; readonly host: string | null } {
  try {
    const value = JSON.parse(holder) as { readonly pid: number; readonly host: string }
    return Number.isInteger(value.pid) && value.pid > 0 ? value : { pid: 0, host: null }
  } catch {
    return { pid: 0, host: null }
  }
}

function held(file: string, holder: string): AppError {
  const { pid, host } = parsed(holder)
  const message = `Process ${pid} on ${host ?? 'this machine'} works at this copy. Wait for its end, or delete ${file} when it is gone.`
  return new AppError('conflict', message)
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
