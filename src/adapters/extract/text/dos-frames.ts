import { readsAsDos } from './western-twins.ts'

/** A run of signs from which DOS programs draw frames: B0 to DF of code pages 437, 850 and 866. */
const frames = /[\xb0-\xdf]{4,}/g
/** What no word holds: a line, single or double. */
const line = /\xc4{4}|\xcd{4}/
/** Upright lines, single and double; they stand alone. */
const uprights = /[\xb3\xba]/g
/** Where lines of both kinds meet: frame signs of page 437 only, letters of page 850. */
const mixedJoints = /[\xb5-\xb8\xbd\xbe\xc6\xc7\xcf-\xd8]/
const dosPage = /^(?:cp|ibm)8\d\d$/i

/**
 * The DOS code page of a text that is framed as programs of its time framed theirs; null for every other text. What stands
 * between the frames has no letters beyond ASCII, or reads as Western in that page, or tells its page by itself. Time linear in
 * the bytes.
 * @param guess the encoding of a text by its bytes
 */
export function framedPage(sample: Uint8Array, guess: (between: Buffer) => string): string | null {
  const written = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength).toString('latin1')
  const drawn = (written.match(frames) ?? []).filter((run) => line.test(run))
  if (drawn.length === 0) return null
  const text = written.replace(frames, (run) => (line.test(run) ? '' : run)).replace(uprights, '')
  const between = Buffer.from(text, 'latin1')
  if (!/[\x80-\xff]/.test(text) || readsAsDos(between)) {
    return drawn.some((run) => mixedJoints.test(run)) ? 'cp437' : 'cp850'
  }
  const told = guess(between)
  return dosPage.test(told) ? told : null
}
