import { readsAsDos } from './western-twins.ts'

/** A run of signs from which lists of DOS programs draw frames: B0 to DF of code pages 437 and 850. */
const frames = /[\xb0-\xdf]{4,}/g
/** What no word holds: a line, single or double. */
const line = /\xc4{4}|\xcd{4}/
/** Upright lines, single and double; they stand alone. */
const uprights = /[\xb3\xba]/g
/** Where lines of both kinds meet: frame signs of page 437 only, letters of page 850. */
const mixedJoints = /[\xb5-\xb8\xbd\xbe\xc6\xc7\xcf-\xd8]/

/**
 * The DOS code page of a text that is framed as programs of its time framed theirs; null for every other text. What stands
 * between the frames has no letters beyond ASCII, or reads as Western in that page. Time linear in the bytes.
 */
export function framedPage(sample: Uint8Array): 'cp437' | 'cp850' | null {
  const written = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength).toString('latin1')
  const drawn = (written.match(frames) ?? []).filter((run) => line.test(run))
  if (drawn.length === 0) return null
  const between = written.replace(frames, (run) => (line.test(run) ? '' : run)).replace(uprights, '')
  if (/[\x80-\xff]/.test(between) && !readsAsDos(Buffer.from(between, 'latin1'))) return null
  return drawn.some((run) => mixedJoints.test(run)) ? 'cp437' : 'cp850'
}
