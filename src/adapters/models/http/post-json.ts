import { AppError } from '../../../domain/errors.ts'
import { boundedRequest, mayPass, type BoundedRequest, type RequestTrouble } from '../../../flow/bounded-request.ts'

export type PostOptions = Omit<BoundedRequest, 'method' | 'body' | 'failure'> & { readonly body: string }

/**
 * Posts JSON to an embedding service and gives the body of a 2xx reply.
 * @throws AppError `embedder_unavailable`, retryable unless the service refused the request; the signal's reason.
 */
export function postJson(address: string, options: PostOptions): Promise<string> {
  return boundedRequest(address, {
    ...options,
    method: 'POST',
    headers: () => ({ 'content-type': 'application/json', ...options.headers() }),
    failure: (trouble) => {
      const cause = trouble.kind === 'unreachable' ? { cause: trouble.cause } : {}
      const details = trouble.kind === 'refused' ? { details: { status: trouble.status } } : {}
      const message = sentenceOf(trouble, options.timeoutMs)
      return new AppError('embedder_unavailable', message, { retryable: mayPass(trouble), ...cause, ...details })
    },
  })
}

function sentenceOf(trouble: RequestTrouble, timeoutMs: number): string {
  switch (trouble.kind) {
    case 'unreachable':
      return `The embedding service did not answer within ${timeoutMs} ms or could not be reached.`
    case 'refused':
      return `The embedding service answered with status ${trouble.status}.${hintFor(trouble.status)}`
    case 'too long':
      return `The embedding service's reply is longer than ${trouble.mostBytes} bytes and was given up.`
  }
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return ' Check the key.'
  if (status === 404) return ' Check the address and the model.'
  if (status >= 300 && status < 400) return ' Redirects are not followed: check ATENEX_EMBEDDER_URL.'
  return ''
}
