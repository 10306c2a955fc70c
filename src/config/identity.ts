import type { Findings } from './environment.ts'
import type { Config, JwtConfig } from './schema.ts'
import type { Secret } from './secret.ts'
import type { Values } from './settings.ts'

/** RFC 7518: a key of HS256 has at least as many bits as its hash. */
const shortestSecret = 32

/** Where the server listens and how it knows who is asking. */
export function readIdentity(values: Values, findings: Findings): Omit<Config['http'], 'limits'> {
  const { host, port, roles } = values.start
  const { auth, operatorToken } = values.identity
  const loopback = isLoopback(host)
  const served = roles.some((role) => role !== 'ingest-worker')
  if (served && !loopback && auth === null) {
    findings.problems.push(
      `ATENEX_AUTH must be set to gateway, jwt or keys when ATENEX_HOST (${host}) can be reached from other machines; with gateway anyone who reaches it is believed to be who the headers say. Or listen on 127.0.0.1`,
    )
  }
  if (served && !loopback && auth === 'local') {
    findings.problems.push(
      `ATENEX_AUTH=local is only for a loopback address, but ATENEX_HOST is ${host}: set ATENEX_AUTH to gateway, jwt or keys, or ATENEX_HOST=127.0.0.1`,
    )
  }
  const kind = auth ?? (loopback ? 'local' : 'gateway')
  if (served && auth !== null && auth !== 'local' && operatorToken === null) {
    findings.warnings.push(
      'ATENEX_OPERATOR_TOKEN is not set: operators are those who connect from this machine, and a proxy on it that does not say for whom it asks makes everyone one',
    )
  }
  return { host, port, auth: kind, jwt: kind === 'jwt' ? readJwt(values, findings) : null, operatorToken }
}

function readJwt({ identity }: Values, findings: Findings): JwtConfig {
  const { jwtSecret, jwtOldSecret, jwksUrl, jwtIssuer: issuer, jwtAudience: audience, jwtRoles: roles } = identity
  const secrets = [jwtSecret, jwtOldSecret].filter((secret): secret is Secret => secret !== null)
  if (jwtSecret === null && jwksUrl === null) {
    findings.problems.push('ATENEX_AUTH=jwt needs ATENEX_JWT_SECRET (HS256) or ATENEX_JWT_JWKS_URL (RS256 and others)')
  }
  if (jwksUrl !== null && jwksUrl.startsWith('http:') && !isLoopback(new URL(jwksUrl).hostname)) {
    findings.problems.push('ATENEX_JWT_JWKS_URL must begin with https://: who answers there decides who is let in')
  }
  if (secrets.some((secret) => Buffer.byteLength(secret.reveal()) < shortestSecret)) {
    findings.warnings.push(
      `ATENEX_JWT_SECRET is shorter than ${shortestSecret} bytes and can be guessed from one token`,
    )
  }
  return { secrets, jwksUrl, issuer, audience, roles }
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare)
}
