import { allSettings } from './environment.ts'
import type { Environment } from './environment.ts'

/** Read by the tests and the benchmarks, not by the product. */
const outsideTheTable = [
  'ATENEX_TEST_DATABASE_URL',
  'ATENEX_URL',
  'ATENEX_COMPANY',
  'ATENEX_USER',
  'ATENEX_API_KEY',
  'ATENEX_LANGUAGE',
]

/** Set by Kubernetes in every pod for a Service whose name begins with "atenex", "ingest" or "query". */
const serviceLink = /_(SERVICE_(HOST|PORT)(_\w+)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/

/** One warning a variable with our prefix that nobody reads; `ATENEX_` ones with the nearest name, for a typo. */
export function unknownVariables(env: Environment): readonly string[] {
  const known = new Set(allSettings().flatMap((setting) => namesOf(setting)))
  const strangers = Object.keys(env)
    .filter((name) => /^(ATENEX|INGEST|QUERY)_/.test(name) && !known.has(name) && !outsideTheTable.includes(name))
    .filter((name) => !serviceLink.test(name))
    .toSorted()
  return strangers.map((name) => {
    const near = nearest(name, [...known])
    if (near !== null) return `${name} is not a setting. Did you mean ${near}?`
    return `${name} has no effect: docs/configuration.md lists the settings`
  })
}

function namesOf(setting: { readonly env: string; readonly aliases: readonly string[]; readonly secret: boolean }) {
  const names = [setting.env, ...setting.aliases]
  return setting.secret ? names.flatMap((name) => [name, `${name}_FILE`]) : names
}

/** The known name with the fewest edits, when few enough to be a slip. */
function nearest(name: string, known: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(name.length / 6))
  let best: { readonly name: string; readonly edits: number } | null = null
  for (const candidate of known) {
    const edits = editDistance(name, candidate)
    if (edits <= limit && (best === null || edits < best.edits)) best = { name: candidate, edits }
  }
  return best?.name ?? null
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
