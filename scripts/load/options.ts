import { parseArgs } from 'node:util'

export interface LoadOptions {
  readonly url: string
  /** Where questions go; the same, unless the roles have addresses of their own. */
  readonly queryUrl: string
  /** Arrivals a second, whatever becomes of those before: an open loop. */
  readonly questions: number
  readonly uploads: number
  readonly polls: number
  readonly deletes: number
  readonly companies: number
  readonly minutes: number
  readonly out: string
  readonly seed: number
  readonly token: string | null
}

export const usage = `npm run load -- [options]
Drives a running installation at a set rate and says how it did. Exit code 1 when a request failed or a document was lost.
  --url URL          where it runs (http://127.0.0.1:8080)
  --query-url URL    where questions go, when that is another address
  --questions N      questions a second (20)       --uploads N   uploads a second (1)
  --polls N          looks at a status (2)         --deletes N   deletions a second (0.5)
  --companies N      how many companies (50)       --minutes N   how long (10); --soak: 240
  --out FOLDER       JSON and HTML report (bench/results/load)
  --token TOKEN      of operators, for the memory of the processes; on this machine none is needed
  --seed N           of the arrivals and texts (1)
  --elsewhere        allow an address that is not this machine: only your own installation, and with its owner's leave`

/** @throws Error with what is wrong; null when help was asked for. */
export function readOptions(args: readonly string[]): LoadOptions | null {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: text,
      'query-url': text,
      questions: text,
      uploads: text,
      polls: text,
      deletes: text,
      companies: text,
      minutes: text,
      out: text,
      seed: text,
      token: text,
      elsewhere: { type: 'boolean' },
      soak: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) return null
  const url = (values.url ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
  const queryUrl = (values['query-url'] ?? url).replace(/\/$/, '')
  const away = [url, queryUrl].find((one) => !isThisMachine(one))
  if (away !== undefined && values.elsewhere !== true) {
    throw new Error(`${away} is not this machine: --elsewhere allows it, for an installation of your own`)
  }
  return {
    url,
    queryUrl,
    questions: numberOf(values.questions, 20),
    uploads: numberOf(values.uploads, 1),
    polls: numberOf(values.polls, 2),
    deletes: numberOf(values.deletes, 0.5),
    companies: Math.max(1, Math.round(numberOf(values.companies, 50))),
    minutes: numberOf(values.minutes, values.soak === true ? 240 : 10),
    out: values.out ?? 'bench/results/load',
    seed: numberOf(values.seed, 1),
    token: values.token ?? null,
  }
}

export function isThisMachine(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function numberOf(given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback
  const value = Number(given)
  if (!Number.isFinite(value) || value < 0) throw new Error(`"${given}" is not a number from 0 up`)
  return value
}
