import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

// A process that reads files may write nothing, so that Node.js keeps nothing for it of what it makes of our sources: that was two
// thirds of its start. What is kept here it reads only; it is written by the process that starts it.

/** Of what is ours, all that reading files loads. */
const folders = ['../..', '../../../../domain'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
/** Names what was kept for: paths, sizes and times of all sources. */
export const listName = 'list'

export interface SourcesToKeep {
  readonly folder: string
  readonly files: readonly string[]
  readonly list: string
}

/** Options of Node.js for a process that is to use what is kept. None where Node.js itself keeps nothing. */
export function optionsForKept(folder = folderOfKept()): readonly string[] {
  if (folder === null) return []
  const hook = new URL('./read-kept.mjs', import.meta.url)
  hook.searchParams.set('folder', folder)
  return [`--import=${hook.href}`]
}

/** Beside what Node.js keeps for us, with its version in the path; whoever may write there may change the sources as well. */
function folderOfKept(): string | null {
  const compiled = getCompileCacheDir()
  return compiled === undefined ? null : path.join(compiled, 'sources')
}

/**
 * Sees to it that what is kept fits the sources, in a thread of its own. Without it, and until it has ended, children make what
 * they need by themselves. Resolves when it has; a folder that cannot be written is no failure.
 */
export async function keepSources(folder = folderOfKept()): Promise<void> {
  if (folder === null) return
  const files = folders.flatMap(sourcesIn)
  const list = hash('sha256', files.map((file) => `${file} ${stampOf(file)}`).join('\n'))
  if (keptFor(folder) === list) return
  const toKeep: SourcesToKeep = { folder, files, list }
  // only that something is experimental could be said, and of what fails nothing is lost but time
  const thread = new Worker(new URL('./write-kept.ts', import.meta.url), {
    workerData: toKeep,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stderr: true,
  })
  await new Promise<void>((resolve) => thread.once('error', () => resolve()).once('exit', () => resolve()))
}

function sourcesIn(above: string): string[] {
  const names = readdirSync(above, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(above, name))
}

/** In whole seconds, as layers of an image keep it: a source that was changed within one is made by whoever loads it. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file)
  return `${size} ${Math.floor(mtimeMs / 1_000)}`
}

function keptFor(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, listName), 'utf8')
  } catch {
    return null
  }
}
