import { hash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { workerData } from 'node:worker_threads'
import { listName, type SourcesToKeep } from './kept-sources.ts'

/*
 * A thread of the process whose children read files: makes JavaScript of the sources they load and keeps it by what the
 * source holds, so that none can be out of date. The list is written last; what an earlier version needed goes.
 */

const { folder, files, list } = workerData as SourcesToKeep

/** Whoever reads meanwhile finds all of it or nothing. */
function write(name: string, text: string): void {
  const unfinished = path.join(folder, randomUUID())
  writeFileSync(unfinished, text, { mode: 0o600 })
  renameSync(unfinished, path.join(folder, name))
}

mkdirSync(folder, { recursive: true, mode: 0o700 })
const found = new Set(readdirSync(folder))
const needed = new Set<string>()
for (const file of files) {
  const source = readFileSync(file, 'utf8')
  const name = `${hash('sha256', source)}.js`
  needed.add(name)
  if (!found.has(name)) write(name, stripTypeScriptTypes(source))
}
for (const name of found)
  if (name.endsWith('.js') && !needed.has(name)) rmSync(path.join(folder, name), { force: true })
write(listName, list)
