import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { asOnDisk, below, shownPath, type DiskPath } from './disk-path.ts'

/** A file to upload, or a path that is left out and why. `path` is shown, `disk` is opened. */
export type Collected =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly disk: DiskPath
      readonly name: string
      readonly size: number
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'missing'; readonly path: string; readonly reason: string }

/**
 * Endings of files that are no documents whatever they contain. Only spares sending them: what is supported is decided by
 * the server, by content, and a file named by itself is always sent.
 */
const foreign = new Set(
  (
    'gif bmp webp svg ico heic psd mp3 wav ogg flac m4a mp4 mkv mov avi webm zip gz tgz bz2 xz 7z rar tar ' +
    'jar exe dll so dylib bin iso dmg deb rpm apk class o pyc wasm db sqlite ttf otf woff woff2'
  ).split(' '),
)

const dot = '.'.charCodeAt(0)

/**
 * Files behind the paths given on the command line, in a stable order, each once. Folders are read to the bottom; hidden
 * entries (a dot in front) and links to folders inside them are left out.
 */
export async function* collectFiles(paths: readonly string[]): AsyncGenerator<Collected> {
  const seen = new Set<string>()
  for (const given of paths) {
    for (const disk of await asOnDisk(given)) {
      for await (const found of collect(disk, true)) {
        if (found.kind === 'file' && !(await isNew(found.disk, seen))) continue
        yield found
      }
    }
  }
}

async function isNew(disk: DiskPath, seen: Set<string>): Promise<boolean> {
  const real = (await realpath(disk, { encoding: 'buffer' })).toString('latin1')
  if (seen.has(real)) return false
  seen.add(real)
  return true
}

async function* collect(disk: DiskPath, named: boolean): AsyncGenerator<Collected> {
  const given = shownPath(disk)
  const info = await stat(disk).catch((error: NodeJS.ErrnoException) => error)
  if (info instanceof Error) {
    const reason = info.code === 'ENOENT' ? 'There is no such file or folder.' : `It cannot be read: ${info.message}`
    yield { kind: 'missing', path: given, reason }
    return
  }
  if (info.isDirectory()) {
    let empty = true
    for await (const found of collectFolder(disk)) {
      empty = false
      yield found
    }
    // whoever names a folder expects something to be uploaded
    if (named && empty) yield { kind: 'missing', path: given, reason: 'The folder holds no file to upload.' }
    return
  }
  if (!info.isFile()) {
    yield { kind: named ? 'missing' : 'skipped', path: given, reason: 'It is neither a file nor a folder.' }
    return
  }
  const ending = path.extname(given).slice(1).toLowerCase()
  if (!named && foreign.has(ending)) {
    yield { kind: 'skipped', path: given, reason: `Files ending in .${ending} hold no text to read.` }
    return
  }
  yield { kind: 'file', path: given, disk, name: path.basename(given), size: info.size }
}

async function* collectFolder(folder: DiskPath): AsyncGenerator<Collected> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch((error: Error) => error)
  if (entries instanceof Error) {
    yield { kind: 'missing', path: shownPath(folder), reason: `The folder cannot be read: ${entries.message}` }
    return
  }
  const visible = entries.filter((entry) => entry.name[0] !== dot)
  for (const entry of visible.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
    const full = below(folder, entry.name)
    // A link to a folder may lead back up; a link to a file is a file.
    if (entry.isSymbolicLink() && (await stat(full).catch(() => null))?.isDirectory() === true) {
      yield { kind: 'skipped', path: shownPath(full), reason: 'Links to folders are not followed.' }
      continue
    }
    yield* collect(full, false)
  }
}
