import type { StoreUseOfDay } from '../ports/store-use-log.ts'
import { dayOf } from './use-batch.ts'

export interface Periods {
  readonly today: number
  readonly month: number
  /** Of the whole month: what was used, and the rest of it as the last days were. */
  readonly forecast: number
  /** Days the forecast rests on, parts of them included. */
  readonly basisDays: number
}

const dayMs = 86_400_000
const windowDays = 7
/** Before the window, to see whether counting began in it. */
const before = 7
/** Less says nothing. */
const leastBasisDays = 1 / 24

export const monthOf = (now: Date): string => `${dayOf(now).slice(0, 7)}-01`

/** The first day a report needs. */
export function firstDayOf(now: Date): string {
  const early = dayOf(new Date(now.getTime() - (windowDays - 1 + before) * dayMs))
  return early < monthOf(now) ? early : monthOf(now)
}

/** Of days from `firstDayOf(now)` on. */
export function periodsOf(uses: readonly Pick<StoreUseOfDay, 'day' | 'vcu'>[], now: Date): Periods {
  const today = dayOf(now)
  const sum = (from: string) => uses.reduce((vcu, use) => (use.day >= from ? vcu + use.vcu : vcu), 0)
  const earliest = uses.reduce((first, { day }) => (day < first ? day : first), today)
  const week = dayOf(new Date(now.getTime() - (windowDays - 1) * dayMs))
  const from = earliest > week ? earliest : week
  const basisDays = Math.max(leastBasisDays, (now.getTime() - Date.parse(from)) / dayMs)
  const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)
  const left = (nextMonth - now.getTime()) / dayMs
  const month = sum(monthOf(now))
  return { today: sum(today), month, forecast: month + (sum(from) / basisDays) * left, basisDays }
}
