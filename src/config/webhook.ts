import type { Findings } from './environment.ts'
import type { Config } from './schema.ts'
import type { Values } from './settings.ts'

const shortestSecret = 24

/** Null when nobody is told. */
export function readWebhook({ webhooks }: Values, findings: Findings): Config['webhook'] {
  const { url, secret, privateNetworks } = webhooks
  if (url === null) return null
  const allowPrivate = privateNetworks === 'allow'
  if (secret === null || secret.reveal().length < shortestSecret) {
    findings.problems.push(
      `ATENEX_WEBHOOK_SECRET must be set, with ${shortestSecret} characters or more, when ATENEX_WEBHOOK_URL is`,
    )
    return null
  }
  if (url.startsWith('http:') && !allowPrivate) {
    findings.problems.push('ATENEX_WEBHOOK_URL must begin with https://, unless ATENEX_WEBHOOK_PRIVATE=allow')
  }
  return { url, secret, allowPrivate }
}
