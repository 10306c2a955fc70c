import type { PeerCertificate } from 'node:tls'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'

const expiresSoonDays = 14
const dayMs = 86_400_000

/** Whether it is for the server `name` and in time. `refusal` is why TLS does not trust it, empty when it does. */
export function judgeCertificate(
  name: string,
  certificate: PeerCertificate | null,
  refusal: string,
  now: Date,
): Finding {
  const until = certificate?.valid_to ?? ''
  if (refusal === 'CERT_HAS_EXPIRED' || Date.parse(until) < now.getTime()) {
    const remedy = 'Renew the certificate of the server; if it was just renewed, check the clock of this machine.'
    return finding('tls', 'error', 'tls_expired', `The certificate of the server ended on ${until}.`, remedy)
  }
  if (refusal === 'CERT_NOT_YET_VALID') {
    const message = `The certificate of the server begins on ${certificate?.valid_from}.`
    return finding('tls', 'error', 'tls_not_yet_valid', message, 'Check the clock of this machine and of the server.')
  }
  if (refusal !== '') {
    const message = `The certificate of the server was not issued by an authority this machine trusts (${refusal}).`
    return finding(
      'tls',
      'error',
      'tls_unknown_ca',
      message,
      'Name the file of the authority (PEM) that issued it in …_MILVUS_TLS_CA.',
    )
  }
  if (certificate !== null && !matchesName(name, certificate)) {
    const message = `The certificate of the server is for ${namesIn(certificate).join(', ')}, not for ${name}.`
    return finding(
      'tls',
      'error',
      'tls_wrong_name',
      message,
      'Use the name in the certificate as host, or set it as …_MILVUS_TLS_SERVER_NAME.',
    )
  }
  if (Date.parse(until) - now.getTime() < expiresSoonDays * dayMs) {
    return finding('tls', 'warning', 'tls_expires_soon', `The certificate of the server ends on ${until}.`, 'Renew it.')
  }
  return finding('tls', 'ok', 'tls_trusted', `The certificate of the server is trusted until ${until}.`)
}

/** Host names and addresses the certificate is for; the common name only when it has no others. */
function namesIn(certificate: PeerCertificate): readonly string[] {
  const { subjectaltname: others, subject } = certificate
  if (others === undefined) return [subject.CN ?? []].flat()
  return others.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
}

function matchesName(name: string, certificate: PeerCertificate): boolean {
  return namesIn(certificate).some((each) => {
    const wanted = each.toLowerCase()
    if (wanted === name.toLowerCase()) return true
    return wanted.startsWith('*.') && name.toLowerCase().split('.').slice(1).join('.') === wanted.slice(2)
  })
}
