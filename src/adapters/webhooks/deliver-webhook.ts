// Tells a receiver of the installation what happened, signed as https://www.standardwebhooks.com describes.
import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns'
import { request as requestHttp, type ClientRequest } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Announcement } from '../../domain/announcement.ts'
import { AppError } from '../../domain/errors.ts'
import type { DeliverWebhook, WebhookEvent } from '../../ports/webhook.ts'
import { isPrivateAddress } from './private-addresses.ts'

export interface WebhookOptions {
  readonly url: string
  /** Asked anew for each attempt, so that a rotated one is taken. */
  readonly secret: { reveal(): string }
  /** Whether it may lead into a network of its own. */
  readonly allowPrivate: boolean
  readonly now: () => Date
}

/** For connecting, sending and the head of the answer. */
const timeoutMs = 10_000

export function createWebhookDelivery({ url, secret, allowPrivate, now }: WebhookOptions): DeliverWebhook {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  return async (event, signal) => {
    if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw privateAddress()
    const body = JSON.stringify(toBody(event))
    const timestamp = Math.floor(now().getTime() / 1000)
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Atenex-Webhooks',
      'webhook-id': event.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signatureOf(secret.reveal(), `${event.id}.${timestamp}.${body}`)}`,
    }
    const options = {
      method: 'POST',
      headers,
      agent: false as const,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(allowPrivate ? {} : { lookup: publicLookup }),
    }
    const status = await send(
      target.protocol === 'https:' ? requestHttps(target, options) : requestHttp(target, options),
      body,
    )
    if (status < 200 || status > 299) throw undelivered(`The receiver of webhooks answered with ${status}.`)
  }
}

/** Time is part of what is signed: an old delivery cannot be sent again as a new one. */
export function signatureOf(secret: string, signed: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64')
}

/** The address that was looked at is the one that is connected to: a name cannot mean something else a moment later. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0)
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(privateAddress(), '', 0)
    }
    const [first] = addresses
    if (options.all === true || first === undefined) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

/** Nothing of the answer but its status is read, and a redirect is an answer like any other. */
function send(request: ClientRequest, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    request.once('error', (error) => {
      reject(error instanceof AppError ? error : undelivered(`The receiver of webhooks ${troubleOf(error)}.`, error))
    })
    request.end(body)
  })
}

/** In the words of an operator who has to mend it; of the error only its code, which is ours or Node's. */
function troubleOf(error: Error & { readonly code?: unknown }): string {
  const code = typeof error.code === 'string' ? error.code : ''
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `did not answer within ${timeoutMs / 1000} s`
  if (/CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO/.test(code)) return `has a certificate that is not accepted (${code})`
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return `does not speak TLS as it must (${code})`
  if (code.startsWith('HPE_')) return `answered with something that is no HTTP (${code})`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `has a name that is not found (${code})`
  return `did not answer${code === '' ? '' : ` (${code})`}`
}

function toBody({ id, at, announcement }: WebhookEvent): Record<string, unknown> {
  return { id, type: typeOf(announcement), timestamp: at, data: dataOf(announcement) }
}

function typeOf(announcement: Announcement): string {
  return announcement.type === 'migration' ? `migration.${announcement.state}` : announcement.type
}

function dataOf(announcement: Announcement): Record<string, unknown> {
  if (announcement.type === 'migration') {
    return { migration_id: announcement.migrationId, state: announcement.state }
  }
  const { companyId, documentId, errorCode } = announcement
  return {
    company_id: companyId,
    document_id: documentId,
    ...(errorCode === undefined ? {} : { error_code: errorCode }),
  }
}

function undelivered(message: string, cause?: unknown): AppError {
  return new AppError('webhook_undelivered', message, { retryable: true, cause })
}

function privateAddress(): AppError {
  return undelivered('ATENEX_WEBHOOK_URL leads into a private network, which ATENEX_WEBHOOK_PRIVATE does not allow.')
}
