import type { Draft } from '../layout/draft.ts'
import { plainValue, propertiesOf, type Property } from './content-lines.ts'
import { timeOf } from './event-time.ts'
import { rhythmOf } from './event-rhythm.ts'
import { labelIn, languageOf, type Label } from './said-labels.ts'

/** An invitation is read as far as this; more events are an export of years. A calendar that is a document is read to its end. */
const ofInvitation = { events: 200, lines: 50_000, letters: 5_000 } as const
const ofDocument: Reach = { events: Infinity, lines: undefined, letters: undefined }
/** Organizers, attendees and the like of one event. */
const mostOfOne = 200

interface Reach {
  readonly events: number
  readonly lines: number | undefined
  readonly letters: number | undefined
}

/** A calendar that was uploaded as a document. */
export function wholeCalendarDrafts(calendar: string): readonly Draft[] {
  return calendarDrafts(calendar, ofDocument)
}

/** What an invitation says (iCalendar, RFC 5545): of each event its name, when and where it is, who asks whom, and its words. */
export function calendarDrafts(calendar: string, reach: Reach = ofInvitation): readonly Draft[] {
  const events = eventsOf(calendar, reach)
  const language = languageOf(
    events.flatMap((event) => ['SUMMARY', 'LOCATION', 'DESCRIPTION'].flatMap((name) => event.get(name) ?? [])),
  )
  return events.flatMap((event) => {
    const first = (name: string): Property | undefined => event.get(name)?.[0]
    const said = (name: string): string => plainValue(first(name)?.value ?? '')
    const fields: readonly (readonly [Label, string])[] = [
      ['event', said('SUMMARY')],
      ['when', timeOf(event)],
      ['repeats', rhythmOf(first('RRULE')?.value ?? '', language)],
      ['where', said('LOCATION')],
      ['status', /^cancelled$/i.test(said('STATUS')) ? labelIn(language, 'cancelled') : ''],
      ['organizer', people(event.get('ORGANIZER'))],
      ['attendees', people(event.get('ATTENDEE'))],
    ]
    const head = fields
      .filter(([, value]) => value !== '')
      .map(([name, value]): Draft => ({
        kind: 'list-item',
        text: `${labelIn(language, name)}: ${value.replace(/\s+/g, ' ')}`,
      }))
    const words = said('DESCRIPTION')
      .split('\n')
      .map((line) => line.trim())
    const body = words.filter((line) => line !== '').map((text): Draft => ({ kind: 'paragraph', text }))
    return [...head, ...body]
  })
}

type Event = Map<string, Property[]>

function eventsOf(calendar: string, reach: Reach): readonly Event[] {
  const events = new Map<string, Event>()
  let open: Event | null = null
  /** Parts of an event, as its alarms. */
  let inner = 0
  for (const { key, parameters, value } of propertiesOf(calendar, reach.lines)) {
    const isEnd = key === 'END'
    if (open === null) {
      if (key === 'BEGIN' && value.trim().toUpperCase() === 'VEVENT') open = new Map()
    } else if (key === 'BEGIN' || (isEnd && inner > 0)) inner += isEnd ? -1 : 1
    else if (isEnd) {
      // Some programs send an event twice, as a part and as a file.
      const id = idOf(open)
      if (events.size < reach.events && !events.has(id)) events.set(id, open)
      open = null
    } else if (inner === 0) keep(open, key, { value: value.slice(0, reach.letters), parameters })
  }
  return [...events.values()]
}

function idOf(event: Event): string {
  return ['UID', 'RECURRENCE-ID', 'DTSTART', 'SUMMARY'].map((one) => event.get(one)?.[0]?.value).join(' ')
}

function keep(event: Event, key: string, property: Property): void {
  const all = event.get(key)
  if (all === undefined) event.set(key, [property])
  else if (all.length < mostOfOne) all.push(property)
}

function people(all: readonly Property[] = []): string {
  return all
    .map(({ value, parameters }) => {
      const name = /CN=(?:"([^"]*)"|([^;:]*))/i.exec(parameters)
      const [shown, address] = [name?.[1] ?? name?.[2] ?? '', value.replace(/^mailto:/i, '').trim()]
      if (shown === '' || shown === address) return address
      return address.includes('@') ? `${shown} <${address}>` : shown
    })
    .join(', ')
}
