/** How long one file may be read. */
export interface TimeLimits {
  /** By the clock: the configured ceiling. Who reaches it was not let work by the machine, and may have another try. */
  readonly wallMs: number
  /** Of processor time of the reading process, so that a busy machine takes nothing from a file. */
  readonly cpuMs: number
}

const mebibyte = 1024 * 1024
/** The ceiling of which the constants below were measured; whoever gives more for a slow machine stretches them too. */
const measuredCeilingMs = 60_000
/**
 * Measured with warm and cold readers: the most a file takes is 2.6 s of processor time for each MiB (a PDF of nothing but
 * text), Markdown .9 s, HTML .6 s, DOCX .6 s, text .1 s, and loading an engine up to 1 s. With a margin of four for PDF and
 * ten for the rest, a file of 1 MB holds a reader for 15 s and not for the ceiling.
 */
const cpuBaseMs = 5_000
const cpuPerMebibyteMs = 10_000
/** Less than all of the ceiling, so that who reaches the ceiling was kept waiting and did not work all the time. */
const busyShare = 0.8

/** A page takes some 5 s of processor time to be recognised, one full of noise five times as long. */
export const pageLimits: TimeLimits = { wallMs: 120_000, cpuMs: 60_000 }

export function timeLimits(
  fileBytes: number,
  ceiling: { readonly timeoutMs: number; readonly timeoutPerMiBMs: number },
): TimeLimits {
  const size = fileBytes / mebibyte
  const wallMs = ceiling.timeoutMs + ceiling.timeoutPerMiBMs * size
  const stretch = Math.max(1, ceiling.timeoutMs / measuredCeilingMs)
  return { wallMs, cpuMs: Math.min(wallMs * busyShare, (cpuBaseMs + cpuPerMebibyteMs * size) * stretch) }
}
