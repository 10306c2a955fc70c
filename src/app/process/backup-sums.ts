import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../../disk/hash-file.ts'

/** In the form of `sha256sum`, so that a backup can be looked at where Atenex is not: `sha256sum -c SHA256SUMS`. */
export const sumsName = 'SHA256SUMS'

const lineShape = /^(\\?)([0-9a-f]{64}) {2}(.+)$/u

/** Writes down what every file below the parts of a folder holds. @returns the sum of the list itself. */
export async function writeSums(folder: string, parts: readonly string[]): Promise<string> {
  const lines: string[] = []
  for (const name of await filesOf(folder, parts)) lines.push(lineOf(await hashFile(path.join(folder, name)), name))
  const list = lines.join('')
  await writeFile(path.join(folder, sumsName), list, { mode: 0o600 })
  return createHash('sha256').update(list).digest('hex')
}

/** Names a file that is not what it was when `writeSums` saw it, or the list when it is not; null when all are. */
export async function firstChanged(folder: string, sum: string): Promise<string | null> {
  const list = await readFile(path.join(folder, sumsName)).catch(() => null)
  if (list === null || createHash('sha256').update(list).digest('hex') !== sum) return sumsName
  for (const line of list.toString('utf8').split('\n').slice(0, -1)) {
    const [, mark = '', wanted = '', written = ''] = lineShape.exec(line) ?? []
    const name = mark === '' ? written : written.replace(/\\([\\nr])/gu, (_, sign: string) => signs[sign] ?? sign)
    // one that cannot be read is not what it was either
    const found = await hashFile(path.join(folder, name)).catch(() => null)
    if (found !== wanted) return name
  }
  return null
}

/** A name that would break its line is written in another way, and the line says so. */
function lineOf(sum: string, name: string): string {
  if (!/[\\\n\r]/u.test(name)) return `${sum}  ${name}\n`
  const written = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `\\${sum}  ${written}\n`
}

const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r' }

async function filesOf(folder: string, parts: readonly string[]): Promise<readonly string[]> {
  const names: string[] = []
  for (const part of parts) {
    const entries = await readdir(path.join(folder, part), { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      if (entry.isFile()) names.push(path.relative(folder, path.join(entry.parentPath, entry.name)))
    }
  }
  return names.toSorted()
}
