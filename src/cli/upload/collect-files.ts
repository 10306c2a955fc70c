import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileTexts } from '../texts/texts.ts'
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

export interface CollectOptions {
  /** Whether links inside folders are followed out of the folder that was named, and to folders. */
  readonly followLinks: boolean
  /** For the reasons why something is left out. */
  readonly texts: FileTexts
}

/** The reading of one path that was given on the command line. */
interface Reading extends CollectOptions {
  /** Where the links to what was named end; what a link inside it leads to is inside as well, or left out. */
  readonly root: string | null
  /** Where the links to the folders that were read end. */
  readonly folders: Set<string>
}

/**
 * Files behind the paths given on the command line, in a stable order, each once. Folders are read to the bottom; hidden
 * entries (a dot in front) are left out, and so are links inside folders that would bring in what nobody named. A path that
 * was named itself may be a link.
 */
export async function* collectFiles(paths: readonly string[], options: CollectOptions): AsyncGenerator<Collected> {
  const seen = new Set<string>()
  const folders = new Set<string>()
  for (const given of paths) {
    for (const disk of await asOnDisk(given)) {
      const root = await endOf(disk)
      for await (const found of collect(disk, { ...options, root, folders }, true)) {
        if (found.kind === 'file' && !isNew((await endOf(found.disk)) ?? found.path, seen)) continue
        yield found
      }
    }
  }
}

function isNew(place: string, seen: Set<string>): boolean {
  if (seen.has(place)) return false
  seen.add(place)
  return true
}

/** Where all links on a path lead in the end, byte for byte; null when that is nothing that can be reached. */
async function endOf(disk: DiskPath): Promise<string | null> {
  const end = await realpath(disk, { encoding: 'buffer' }).catch(() => null)
  return end?.toString('latin1') ?? null
}

async function* collect(disk: DiskPath, reading: Reading, named: boolean): AsyncGenerator<Collected> {
  const given = shownPath(disk)
  const info = await stat(disk).catch((error: NodeJS.ErrnoException) => error)
  if (info instanceof Error) {
    yield { kind: 'missing', path: given, reason: whyMissing(info, named, reading.texts) }
    return
  }
  if (info.isDirectory()) {
    let empty = true
    for await (const found of collectFolder(disk, reading)) {
      empty = false
      yield found
    }
    // whoever names a folder expects something to be uploaded
    if (named && empty) yield { kind: 'missing', path: given, reason: reading.texts.emptyFolder }
    return
  }
  if (!info.isFile()) {
    yield { kind: named ? 'missing' : 'skipped', path: given, reason: reading.texts.noFile }
    return
  }
  const ending = path.extname(given).slice(1).toLowerCase()
  if (!named && foreign.has(ending)) {
    yield { kind: 'skipped', path: given, reason: reading.texts.noText(ending) }
    return
  }
  yield { kind: 'file', path: given, disk, name: path.basename(given), size: info.size }
}

/** Inside a folder only a link can name what is not there. */
function whyMissing(error: NodeJS.ErrnoException, named: boolean, texts: FileTexts): string {
  if (error.code === 'ELOOP') return texts.circular
  if (error.code !== 'ENOENT') return texts.unreadable(error.message)
  return named ? texts.missing : texts.leadsNowhere
}

async function* collectFolder(folder: DiskPath, reading: Reading): AsyncGenerator<Collected> {
  if (reading.followLinks) reading.folders.add((await endOf(folder)) ?? '')
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch((error: Error) => error)
  if (entries instanceof Error) {
    yield { kind: 'missing', path: shownPath(folder), reason: reading.texts.unreadableFolder(entries.message) }
    return
  }
  const visible = entries.filter((entry) => entry.name[0] !== dot)
  for (const entry of visible.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
    const full = below(folder, entry.name)
    const reason = entry.isSymbolicLink() ? await whyNotFollowed(full, reading) : null
    if (reason === null) yield* collect(full, reading, false)
    else yield { kind: 'skipped', path: shownPath(full), reason }
  }
}

/**
 * Whoever uploads a folder answers for what is in it, and a link may lead to anything on the machine. A link to a folder may also
 * lead back up. Null for a link that is followed, or that leads nowhere.
 */
async function whyNotFollowed(link: DiskPath, { root, folders, followLinks, texts }: Reading): Promise<string | null> {
  const end = await endOf(link)
  const info = await stat(link).catch(() => null)
  if (end === null || info === null) return null
  if (followLinks) {
    return info.isDirectory() && folders.has(end) ? texts.readAnyway : null
  }
  if (info.isDirectory()) return texts.linkToFolder
  if (root !== null && isBelow(end, root)) return null
  return texts.leadsOut
}

function isBelow(place: string, folder: string): boolean {
  return place.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`)
}
