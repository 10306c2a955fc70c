import type { Bucket } from '@google-cloud/storage'
import { StrangeReply } from './failures.ts'

export interface ListedObject {
  readonly name: string
  readonly sizeBytes: number
  /** Checksum in base64; null where the server keeps none. */
  readonly crc32c: string | null
  /** Null: it does not say. */
  readonly updatedAt: Date | null
}

export interface Listing {
  readonly prefix?: string
  readonly most?: number
  readonly pageToken?: string | undefined
}

export interface ListedPage {
  readonly objects: readonly ListedObject[]
  readonly next: string | undefined
}

/**
 * One page of names in their order. The client's own listing takes any reply for one, also the page of a proxy, which would make
 * objects absent, and ends the process at others.
 */
export async function listObjects(bucket: Bucket, { prefix, most, pageToken }: Listing): Promise<ListedPage> {
  const qs = {
    ...(prefix === undefined ? {} : { prefix }),
    ...(most === undefined ? {} : { maxResults: most }),
    ...(pageToken === undefined ? {} : { pageToken }),
  }
  const [reply] = (await bucket.request({ uri: '/o', qs })) as [unknown, unknown]
  const { kind, items = [], nextPageToken: next } = fieldsOf(reply)
  if (kind !== 'storage#objects' || !Array.isArray(items)) throw new StrangeReply('it answered with no list of objects')
  return { objects: items.map(toObject), next: typeof next === 'string' && next !== '' ? next : undefined }
}

function toObject(item: unknown): ListedObject {
  const { name, size, crc32c, updated } = fieldsOf(item)
  const sizeBytes = Number(size)
  if (typeof name !== 'string' || size === undefined || !Number.isSafeInteger(sizeBytes)) {
    throw new StrangeReply('it answered with an object without name or size')
  }
  const at = typeof updated === 'string' ? new Date(updated) : null
  return {
    name,
    sizeBytes,
    crc32c: typeof crc32c === 'string' && crc32c !== '' ? crc32c : null,
    updatedAt: at === null || Number.isNaN(at.getTime()) ? null : at,
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // an object of any kind has fields
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
