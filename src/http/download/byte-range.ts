import type { ByteRange } from '../../ports/object-store.ts'

/** The one range that is asked for; null when the whole is to be sent, `none` when nothing of it is there. */
export function byteRange(header: string | undefined, size: number): ByteRange | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  // the ends the wrong way round are no range at all
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return first > last ? 'none' : { first, last }
}
