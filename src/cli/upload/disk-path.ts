import { readdir } from 'node:fs/promises'
import path from 'node:path'

/**
 * A path as the disk knows it. Names are bytes there; Node reads them as UTF-8 and loses those that are something else, so
 * such a path is kept as bytes.
 */
export type DiskPath = string | Buffer

const separator = Buffer.from(path.sep)
/** What Node puts in the place of bytes that are no UTF-8. */
const replacement = '\ufffd'

/** The path below a folder. */
export function below(folder: DiskPath, name: Buffer): DiskPath {
  const text = name.toString('utf8')
  if (typeof folder === 'string' && !text.includes(replacement)) return path.join(folder, text)
  return Buffer.concat([Buffer.from(folder), separator, name])
}

/** As it is shown: what is not UTF-8 is read as western Europe wrote it. */
export function shownPath(file: DiskPath): string {
  if (typeof file === 'string') return file
  const parts = file.toString('latin1').split(path.sep)
  return parts.map((part) => decode(Buffer.from(part, 'latin1'))).join(path.sep)
}

/**
 * The path that was meant on a command line, where Node has lost bytes already: the entries that look the same to it, or the
 * path as it is when there is none.
 */
export async function asOnDisk(given: string): Promise<readonly DiskPath[]> {
  if (!given.includes(replacement)) return [given]
  const folder = path.dirname(given)
  const found: DiskPath[] = []
  for (const inFolder of folder === given ? [given] : await asOnDisk(folder)) {
    const names = await readdir(inFolder, { encoding: 'buffer' }).catch(() => [])
    const same = names.filter((name) => name.toString('utf8') === path.basename(given))
    found.push(...same.map((name) => below(inFolder, name)))
  }
  return found.length > 0 ? found : [given]
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes(replacement) ? new TextDecoder('windows-1252').decode(bytes) : text
}
