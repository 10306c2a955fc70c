import type { TextLanguage } from '../layout/text-language.ts'
import { isLabel, labelIn } from './said-labels.ts'

const words = {
  es: {
    every: 'cada',
    units: { DAILY: 'días', WEEKLY: 'semanas', MONTHLY: 'meses', YEARLY: 'años' },
    days: { MO: 'lunes', TU: 'martes', WE: 'miércoles', TH: 'jueves', FR: 'viernes', SA: 'sábado', SU: 'domingo' },
    until: 'hasta',
    times: 'veces',
  },
  en: {
    every: 'every',
    units: { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' },
    days: {
      MO: 'Monday',
      TU: 'Tuesday',
      WE: 'Wednesday',
      TH: 'Thursday',
      FR: 'Friday',
      SA: 'Saturday',
      SU: 'Sunday',
    },
    until: 'until',
    times: 'times',
  },
} as const

/** How often an event comes again: `cada 2 semanas (martes) hasta 2026-06-30`. Empty without a rule (RFC 5545, 3.3.10). */
export function rhythmOf(rule: string, language: TextLanguage): string {
  const parts = new Map(
    rule.split(';', 20).map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=', 2)
      return [name.trim().toUpperCase(), value.trim().toUpperCase()]
    }),
  )
  const frequency = parts.get('FREQ') ?? ''
  if (!/^[A-Z]+$/.test(frequency)) return ''
  const said = language === 'es' ? words.es : words.en
  const unit = wordOf(said.units, frequency)
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const single = frequency.toLowerCase()
  const often = isLabel(single) ? labelIn(language, single) : single
  const rhythm = unit !== undefined && interval > 1 ? `${said.every} ${interval} ${unit}` : often
  const days = (parts.get('BYDAY') ?? '').split(',', 7).map((day) => wordOf(said.days, day))
  // The first Monday of a month has its number before it, and is not said.
  const on = days.every((day) => day !== undefined) ? ` (${days.join(', ')})` : ''
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '') ?? []
  const until = year === undefined ? '' : ` ${said.until} ${year}-${month}-${day}`
  const count = /^\d{1,6}$/.exec(parts.get('COUNT') ?? '')?.[0]
  return `${rhythm}${on}${until}${count === undefined ? '' : `, ${count} ${said.times}`}`
}

function wordOf(all: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(all, key) ? all[key] : undefined
}
