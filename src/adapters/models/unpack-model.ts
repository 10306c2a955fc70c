import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { ownFileMode } from '../../disk/own-folder.ts'
import { hashFile } from '../../disk/hash-file.ts'
import { replaceFile } from '../../disk/replace-file.ts'
import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'

const stampSchema = z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() })
type Stamp = z.infer<typeof stampSchema>

/** An unpacking that has not moved for this long belongs to a process that is gone. */
const abandonedAfterMs = 60 * 60_000

/** A model's file. */
export interface PackedModel {
  /** For messages. */
  readonly name: string
  readonly modelPath: string
  readonly packed: boolean
  /** Of the unpacked file; null when nobody says. */
  readonly sha256: string | null
}

/**
 * Path of the unpacked model and its SHA-256. Unpacks once into the cache: to a file of its own, checked, then renamed, so
 * several processes may do it at the same time. A stamp of size and modification time makes later starts cheap; when it does
 * not match, the file is hashed again, and a damaged one is made anew.
 * @param as what it is called in the cache.
 * @throws AppError `configuration` when the packed model is damaged.
 */
export async function unpackModel(
  folder: PackedModel,
  home: string,
  log?: Log,
  as = { model: 'model.onnx', stamp: 'stamp.json' },
): Promise<Stamp & { path: string }> {
  const target = folder.packed ? path.join(home, as.model) : folder.modelPath
  const stampFile = path.join(home, as.stamp)
  const known = await checkExisting(target, stampFile, folder.sha256)
  if (known) return { ...known, path: target }
  if (!folder.packed) {
    throw new AppError('configuration', `${target} does not have the SHA-256 that its model.json names.`)
  }
  const began = performance.now()
  const made = await unpack(folder, home, target)
  await writeStamp(stampFile, made)
  await removeAbandoned(home)
  log?.info({ model: folder.name, ms: Math.round(performance.now() - began) }, 'unpacked embedding model')
  return { ...made, path: target }
}

async function checkExisting(target: string, stampFile: string, expected: string | null): Promise<Stamp | null> {
  const found = await stat(target).catch(() => null)
  if (!found) return null
  const stamp = await readStamp(stampFile)
  const unchanged = stamp?.size === found.size && stamp.mtimeMs === found.mtimeMs
  if (unchanged && (expected === null || stamp.sha256 === expected)) return stamp
  const sha256 = await hashFile(target)
  if (expected === null ? stamp !== null && stamp.sha256 !== sha256 : sha256 !== expected) return null
  // Without an expectation and without a stamp the file may be half of something: only a model used in place is trusted.
  if (expected === null && stamp === null && path.dirname(target) === path.dirname(stampFile)) return null
  const fresh = { size: found.size, mtimeMs: found.mtimeMs, sha256 }
  await writeStamp(stampFile, fresh)
  return fresh
}

async function unpack(folder: PackedModel, home: string, target: string): Promise<Stamp> {
  const part = path.join(home, `model.${process.pid}.${randomUUID()}.part`)
  try {
    const hash = createHash('sha256')
    const tap = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const chunkSize = 1 << 20
    const packed = createReadStream(folder.modelPath, { highWaterMark: chunkSize })
    await pipeline(
      packed,
      createGunzip({ chunkSize }),
      tap,
      createWriteStream(part, { flush: true, mode: ownFileMode }),
    )
    const sha256 = hash.digest('hex')
    if (folder.sha256 !== null && sha256 !== folder.sha256) throw new Error(`SHA-256 is ${sha256}`)
    await rename(part, target)
    await syncFolder(home)
    const { size, mtimeMs } = await stat(target)
    return { size, mtimeMs, sha256 }
  } catch (cause) {
    await rm(part, { force: true })
    throw new AppError('configuration', unpackMessage(folder.modelPath, cause), { cause })
  }
}

function unpackMessage(modelPath: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return `${modelPath} could not be unpacked (${reason}). Check free space, or restore the file from a fresh copy.`
}

/** Makes the rename durable where the platform can; Windows cannot open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readStamp(file: string): Promise<Stamp | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return stampSchema.parse(JSON.parse(text))
  } catch {
    // A torn stamp only costs hashing the model again.
    return null
  }
}

function writeStamp(file: string, { size, mtimeMs, sha256 }: Stamp): Promise<void> {
  return replaceFile(file, JSON.stringify({ size, mtimeMs, sha256 }))
}

async function removeAbandoned(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.endsWith('.part')) continue
    const found = await stat(path.join(home, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path.join(home, name), { force: true })
  }
}
