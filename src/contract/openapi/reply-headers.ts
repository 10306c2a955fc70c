import type { ReplyHeader } from '../routes/route.ts'

type Json = Record<string, unknown>

interface Described {
  readonly says: string
  readonly always?: boolean
}

/** Every header that a reply may have besides those of HTTP itself; `always`: no reply is without it. */
const described = {
  'X-Request-ID': {
    says: 'The request’s own when it is usable, otherwise a new one; the log has it too.',
    always: true,
  },
  'X-Process-Time-Ms': { says: 'Milliseconds until the reply began.', always: true },
  'Cache-Control': { says: 'Who may keep the reply: `no-store` unless it says otherwise.', always: true },
  'X-Content-Type-Options': { says: '`nosniff`.', always: true },
  'Content-Language': { says: 'Language of `detail`: `es` or `en`, by `Accept-Language`.' },
  'Retry-After': { says: 'Seconds to wait before trying again.' },
  'WWW-Authenticate': { says: '`Bearer`.' },
  ETag: { says: 'For `If-None-Match`, `If-Match` and `If-Range`.' },
  'Accept-Ranges': { says: '`bytes`.' },
  'Content-Range': { says: 'Which bytes these are, or how many there are in all.' },
  'Content-Disposition': { says: 'A download, under the name of the document.' },
  'Content-Security-Policy': { says: 'Nothing of it may run in a browser.' },
  'X-Accel-Buffering': { says: '`no`: proxies pass on every event as it comes.' },
} as const satisfies Readonly<Record<ReplyHeader, Described>>

const ofStatus: Readonly<Record<number, readonly ReplyHeader[]>> = {
  206: ['Content-Range'],
  401: ['WWW-Authenticate'],
  416: ['Content-Range'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** Names of the headers that a reply with this status may have; `own` are those of the route's successes. */
export function replyHeaders(status: number, own: readonly ReplyHeader[] = []): readonly ReplyHeader[] {
  const names = status < 400 ? own : ['Content-Language' as const]
  return [...namesOf(({ always }) => always === true), ...names, ...(ofStatus[status] ?? [])]
}

/** As `headers` of an OpenAPI response. */
export function describeReplyHeaders(status: number, own: readonly ReplyHeader[] = []): Json {
  return Object.fromEntries(
    replyHeaders(status, own).map((name) => [name, { $ref: `#/components/headers/${name}` }] as const),
  )
}

/** What those refer to. */
export function headerComponents(): Json {
  return Object.fromEntries(
    namesOf(() => true).map((name) => {
      const { says: description, always: required = false }: Described = described[name]
      const type = name === 'Retry-After' ? 'integer' : 'string'
      return [name, { description, ...(required ? { required } : {}), schema: { type } }]
    }),
  )
}

function namesOf(wanted: (header: Described) => boolean): readonly ReplyHeader[] {
  // the object has exactly these keys
  return (Object.keys(described) as ReplyHeader[]).filter((name) => wanted(described[name]))
}
