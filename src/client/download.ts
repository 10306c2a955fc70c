import { identityHeaders, urlOf, type CallOptions } from './call.ts'
import { refused, translate } from './failure.ts'

/** A body as it comes; stopped by the signal of the client, however long it takes. @throws RequestFailed */
export async function download(options: CallOptions, path: string): Promise<ReadableStream<Uint8Array>> {
  const { signal } = options
  try {
    const reply = await fetch(urlOf(options, path), { headers: identityHeaders(options), signal })
    if (!reply.ok || reply.body === null) throw refused(options, reply.status, await reply.text())
    return reply.body
  } catch (error) {
    throw translate(options, signal, error)
  }
}
