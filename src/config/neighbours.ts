import { nameInUse } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import type { Config, NeighbourConfig } from './schema.ts'
import type { Setting } from './setting.ts'
import { settings } from './settings.ts'
import type { Values } from './settings.ts'

/** Which services of the original are used. Their addresses stand in its ConfigMaps anyway, reachable or not: none of its names switches one on. */
export function readNeighbours(env: Environment, values: Values, findings: Findings): Config['neighbours'] {
  const { docprocUrl, docprocEnabled, rerankerUrl, rerankerEnabled, sparseSearchUrl, sparseSearchEnabled } =
    settings.neighbours
  const given = values.neighbours
  const read = (one: Omit<Neighbour, 'env'>) => readNeighbour({ env, ...one }, findings)
  return {
    docproc: read({
      url: docprocUrl,
      enabled: docprocEnabled,
      values: [given.docprocUrl, given.docprocEnabled, given.docprocSeconds],
    }),
    reranker: read({
      url: rerankerUrl,
      enabled: rerankerEnabled,
      values: [given.rerankerUrl, given.rerankerEnabled, given.rerankerSeconds],
    }),
    sparseSearch: read({
      url: sparseSearchUrl,
      enabled: sparseSearchEnabled,
      values: [given.sparseSearchUrl, given.sparseSearchEnabled, given.sparseSearchSeconds],
    }),
  }
}

interface Neighbour {
  readonly env: Environment
  readonly url: Setting<string>
  readonly enabled: Setting<boolean>
  readonly values: readonly [url: string | null, enabled: boolean | null, seconds: number]
}

function readNeighbour({ env, url, enabled, values }: Neighbour, findings: Findings): NeighbourConfig | null {
  const [given, wanted, seconds] = values
  const name = nameInUse(env, url) ?? url.env
  const ownSwitch = nameInUse(env, enabled) === enabled.env ? wanted : null
  const isOn = ownSwitch ?? (given !== null && name === url.env)
  if (isOn && given !== null) return { url: given, timeoutMs: seconds * 1_000 }
  if (isOn) findings.problems.push(`${url.env} must be set when ${enabled.env} is true`)
  else if (given !== null && wanted !== false) {
    findings.warnings.push(`${name} is set: the service is not used unless ${enabled.env} is true`)
  }
  return null
}
