import { allSettings } from './environment.ts'
import type { Environment } from './environment.ts'
import { nearestWord } from './nearest-word.ts'

/** Read by the tests, and by the command line (`cli/open-program.ts`), not by the server. */
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
    const near = nearestWord(name, [...known])
    if (near !== null) return `${name} is not a setting. Did you mean ${near}?`
    return `${name} has no effect: docs/configuration.md lists the settings`
  })
}

function namesOf(setting: { readonly env: string; readonly aliases: readonly string[]; readonly secret: boolean }) {
  const names = [setting.env, ...setting.aliases]
  return setting.secret ? names.flatMap((name) => [name, `${name}_FILE`]) : names
}
