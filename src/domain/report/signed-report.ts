import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { canonicalJson, type Json } from './canonical-json.ts'

type Fields = { readonly [key: string]: Json }

/** Ed25519 over the canonical JSON of everything else in the report. */
export type Signature = {
  readonly algorithm: 'Ed25519'
  /** SubjectPublicKeyInfo in DER, base64. */
  readonly public_key: string
  /** SHA-256 of the public key, hexadecimal: what people compare. */
  readonly fingerprint: string
  readonly value: string
}

export type Signed<T extends Fields> = T & { readonly signature: Signature }

/** A new private key: PKCS #8 in PEM. */
export function newReportKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export function signReport<T extends Fields>(report: T, privateKey: string): Signed<T> {
  const key = createPrivateKey(privateKey)
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const value = sign(null, signedBytes(report), key).toString('base64')
  const signature = { algorithm: 'Ed25519', public_key: publicKey.toString('base64'), value } as const
  return { ...report, signature: { ...signature, fingerprint: fingerprintOf(publicKey) } }
}

/** The one way a signed report stands in a file. */
export function renderReport(report: Fields): string {
  return `${canonicalJson(report, 2)}\n`
}

export type ReportCheck =
  | { readonly genuine: true; readonly report: Fields; readonly fingerprint: string }
  | { readonly genuine: false; readonly why: string }

/** Whether a file is, byte for byte, a report as the key it names has signed it. Needs nothing but the file. */
export function checkReport(file: Uint8Array): ReportCheck {
  const report = parse(file)
  if (report === null) return forged('It is no JSON object.')
  if (!Buffer.from(renderReport(report)).equals(file)) return forged('It was written anew or changed by hand.')
  const { signature, ...rest } = report
  if (typeof signature !== 'object' || signature === null || !('value' in signature))
    return forged('It has no signature.')
  const { public_key: publicKey, value, fingerprint, algorithm } = signature
  if (algorithm !== 'Ed25519' || typeof publicKey !== 'string' || typeof value !== 'string') {
    return forged('It is signed in another way than reports are.')
  }
  const der = Buffer.from(publicKey, 'base64')
  const signed = Buffer.from(value, 'base64')
  // base64 has several spellings of the same bytes
  if (der.toString('base64') !== publicKey || signed.toString('base64') !== value)
    return forged('Its signature is damaged.')
  if (fingerprint !== fingerprintOf(der)) return forged('The fingerprint is not that of its key.')
  if (Object.keys(signature).length !== 4) return forged('Its signature holds more than it should.')
  return isSigned(rest, der, signed)
    ? { genuine: true, report, fingerprint }
    : forged('The signature does not belong to what stands there.')
}

const forged = (why: string): ReportCheck => ({ genuine: false, why })

const signedBytes = (report: Fields) => Buffer.from(canonicalJson(report))

const fingerprintOf = (publicKey: Uint8Array) => createHash('sha256').update(publicKey).digest('hex')

function parse(file: Uint8Array): Fields | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file))
    // JSON.parse gives nothing else than JSON
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Fields) : null
  } catch {
    return null
  }
}

/** A key that is none verifies nothing. */
function isSigned(report: Fields, der: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' && verify(null, signedBytes(report), key, signature)
  } catch {
    return false
  }
}
