import { statSync } from 'node:fs'
import { resolve } from 'node:path'

import { nameInUse } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import { builtInEmbedders } from './schema.ts'
import type { EmbedderConfig, LocalEmbedder } from './schema.ts'
import { settings } from './settings.ts'
import type { Values } from './settings.ts'

/** Which embedder is wanted. Nothing said means that the data decides; the address of a service alone means `http`. */
export function readEmbedder(env: Environment, values: Values, findings: Findings): EmbedderConfig {
  const { choice, url, dimension, prefixes, processes } = values.embedder
  const common = { dimension, prefixes, processes }
  if (choice?.toLowerCase() === 'http' || (choice === null && url !== null)) {
    return { ...common, ...httpEmbedder(values, findings) }
  }
  if (url !== null) reportUnusedUrl(env, choice ?? '', findings)
  if (choice === null) return { ...common, kind: 'auto' }
  const local = readLocal(choice)
  if (local === null) {
    findings.problems.push(
      `ATENEX_EMBEDDER must be ${builtInEmbedders.join(', ')}, http, or the path of an existing folder, but is "${choice}"`,
    )
  }
  return { ...common, ...(local ?? { kind: 'auto' }) }
}

/** The embedder a move goes to; null when none is named. */
export function readTargetEmbedder({ target }: Values, findings: Findings): LocalEmbedder | null {
  if (target.embedder === null) return null
  const local = readLocal(target.embedder)
  if (local === null) {
    findings.problems.push(
      `ATENEX_TARGET_EMBEDDER must be ${builtInEmbedders.join(', ')}, or the path of an existing folder, but is "${target.embedder}"`,
    )
  }
  return local
}

function readLocal(choice: string): LocalEmbedder | null {
  const name = builtInEmbedders.find((one) => one.toLowerCase() === choice.toLowerCase())
  if (name !== undefined) return { kind: 'built-in', name }
  const path = resolve(choice)
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? { kind: 'folder', path } : null
}

function httpEmbedder(values: Values, findings: Findings): EmbedderConfig & { readonly kind: 'http' } {
  const { url, api, model, key, dimension, prefixes, processes } = values.embedder
  if (url === null) findings.problems.push('ATENEX_EMBEDDER_URL must be set when ATENEX_EMBEDDER is http')
  if (api === 'openai' && model === null) {
    findings.problems.push('ATENEX_EMBEDDER_MODEL must be set when ATENEX_EMBEDDER_API is openai')
  }
  return { kind: 'http', url: url ?? '', api, model, key, dimension, prefixes, processes }
}

/** The original's manifests always name an embedding service: with a local model chosen on purpose that is no mistake. */
function reportUnusedUrl(env: Environment, choice: string, findings: Findings): void {
  const name = nameInUse(env, settings.embedder.url) ?? settings.embedder.url.env
  const sentence = `${name} is set but ATENEX_EMBEDDER is ${choice}`
  if (name === settings.embedder.url.env) findings.problems.push(`${sentence}: remove one of them`)
  else findings.warnings.push(`${sentence}: the service is not used`)
}
