import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

/** A file to upload, or a path that is left out and why. */
export type Collected =
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly size: number }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'missing'; readonly path: string; readonly reason: string }

/**
 * Endings of files that are no documents whatever they contain. Only spares sending them: what is supported is decided by
 * the server, by content, and a file named by itself is always sent.
 */
const foreign = new Set(
  (
    'png jpg jpeg gif bmp webp svg ico tif tiff heic psd mp3 wav ogg flac m4a mp4 mkv mov avi webm zip gz tgz bz2 xz 7z rar tar ' +
    'jar exe dll so dylib bin iso dmg deb rpm apk class o pyc wasm db sqlite ttf otf woff woff2'
  ).split(' '),
)

/**
 * Files behind the paths given on the command line, in a stable order, each once. Folders are read to the bottom; hidden
 * entries (a dot in front) and links to folders inside them are left out.
 */
export async function* collectFiles(paths: readonly string[]): AsyncGenerator<Collected> {
  const seen = new Set<string>()
  for (const given of paths) {
    for await (const found of collect(given, true)) {
      if (found.kind !== 'file') {
        yield found
        continue
      }
      const real = await realpath(found.path)
      if (seen.has(real)) continue
      seen.add(real)
      yield found
    }
  }
}

async function* collect(given: string, named: boolean): AsyncGenerator<Collected> {
  const info = await stat(given).catch((error: NodeJS.ErrnoException) => error)
  if (info instanceof Error) {
    const reason = info.code === 'ENOENT' ? 'There is no such file or folder.' : `It cannot be read: ${info.message}`
    yield { kind: 'missing', path: given, reason }
    return
  }
  if (info.isDirectory()) {
    let empty = true
    for await (const found of collectFolder(given)) {
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
  yield { kind: 'file', path: given, name: path.basename(given), size: info.size }
}

async function* collectFolder(folder: string): AsyncGenerator<Collected> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => error)
  if (entries instanceof Error) {
    yield { kind: 'missing', path: folder, reason: `The folder cannot be read: ${entries.message}` }
    return
  }
  const visible = entries.filter((entry) => !entry.name.startsWith('.'))
  for (const entry of visible.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name)
    // A link to a folder may lead back up; a link to a file is a file.
    if (entry.isSymbolicLink() && (await stat(full).catch(() => null))?.isDirectory() === true) {
      yield { kind: 'skipped', path: full, reason: 'Links to folders are not followed.' }
      continue
    }
    yield* collect(full, false)
  }
}
