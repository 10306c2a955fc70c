import type { Property } from './content-lines.ts'

const moment = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?/
const duration = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,7}S)?)?$/
const dayMs = 24 * 60 * 60_000

/** A moment as it was written, in milliseconds as if it were UTC. */
interface Moment {
  readonly at: number
  readonly isDay: boolean
  readonly isUtc: boolean
}

/** When an event is: `2026-12-03 10:00 – 11:30 (Europe/Madrid)`. Days end where the next one begins (RFC 5545, 3.6.1), and are told as the last one. */
export function timeOf(event: ReadonlyMap<string, readonly Property[]>): string {
  const start = event.get('DTSTART')?.[0]
  const from = momentOf(start)
  if (start === undefined || from === null) return ''
  const place = placeOf(from, start.parameters)
  const last = lastOf(event, from)
  if (last === null || (from.isDay && last.at === from.at)) return `${shown(from)}${place}`
  const until = dayOf(last) === dayOf(from) && !last.isDay ? clockOf(last) : shown(last)
  return `${shown(from)} – ${until}${place}`
}

/** ` UTC`, ` (Europe/Madrid)`, or nothing. */
function placeOf({ isUtc }: Moment, parameters: string): string {
  if (isUtc) return ' UTC'
  const zone = /TZID="?([^";:]{1,80})/i.exec(parameters)?.[1] ?? ''
  return zone === '' ? '' : ` (${zone})`
}

function lastOf(event: ReadonlyMap<string, readonly Property[]>, from: Moment): Moment | null {
  const to = momentOf(event.get('DTEND')?.[0]) ?? endAfter(from, event.get('DURATION')?.[0]?.value ?? '')
  return to !== null && to.isDay && to.at > from.at ? { ...to, at: to.at - dayMs } : to
}

function momentOf(property: Property | undefined): Moment | null {
  const [, year, month, day, hour, minute, utc] = moment.exec(property?.value ?? '') ?? []
  if (year === undefined) return null
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0))
  return { at, isDay: hour === undefined, isUtc: utc === 'Z' }
}

function endAfter(from: Moment, value: string): Moment | null {
  const parts = duration.exec(value.trim())
  if (parts === null) return null
  const [weeks, days, hours, minutes] = parts.slice(1, 5).map((part) => Number(part ?? 0))
  const minutesLong = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)
  return minutesLong === 0 ? null : { ...from, at: from.at + minutesLong * 60_000 }
}

const dayOf = ({ at }: Moment): string => new Date(at).toISOString().slice(0, 10)
const clockOf = ({ at }: Moment): string => new Date(at).toISOString().slice(11, 16)
const shown = (one: Moment): string => (one.isDay ? dayOf(one) : `${dayOf(one)} ${clockOf(one)}`)
