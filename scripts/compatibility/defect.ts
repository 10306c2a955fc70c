/** A defect of the original: its number in the list of 88, what it is, and what shows or says that it is not so here. */
export interface Defect {
  readonly number: string
  readonly what: string
  /** Tests as `file: part of the title`; the page is not written when one is not there. */
  readonly tests?: readonly string[]
  /** Where it is handled when no test of ours can show it, or why it does not apply. */
  readonly where?: string
}

const integration = 'test/integration'
const contract = 'test/contract'

/** Short names of files that many defects name. */
export const files = {
  requests: `${integration}/http-requests.test.ts`,
  bodies: `${integration}/http-bodies.test.ts`,
  recorded: `${integration}/recorded-client.test.ts`,
  documents: `${integration}/document-store.test.ts`,
  process: `${integration}/process-document.test.ts`,
  store: `${contract}/vector-store-suite.ts`,
  ask: `${integration}/query-ask.test.ts`,
  config: 'src/config/load.test.ts',
} as const
