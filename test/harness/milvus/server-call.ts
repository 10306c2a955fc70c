import { connect } from 'node:http2'
import { buffer } from 'node:stream/consumers'
import { decodeReply } from '../../../src/adapters/milvus/wire/status.ts'
import { encodeMessage, writeStringField } from '../../../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { frame, unframe } from './frames.ts'

/** How a client reaches a server. */
export interface ServerAddress {
  /** `http://127.0.0.1:port`, with TLS `https://…`. */
  readonly address: string
  /** `user:password`; null where the server asks for none. */
  readonly credential: string | null
  /** PEM of the authority that signed its certificate; null without TLS. */
  readonly ca: string | null
}

const callLimitMs = 10_000

/** One call past our adapter. @throws Error with what the server, or the connection to it, said. */
async function call({ address, credential, ca }: ServerAddress, method: string, body: Buffer): Promise<void> {
  const session = connect(address, ca === null ? {} : { ca })
  try {
    const lost = new Promise<never>((_resolve, reject) => session.once('error', reject))
    const authorization = credential === null ? {} : { authorization: Buffer.from(credential).toString('base64') }
    const stream = session.request({
      ':method': 'POST',
      ':path': `/milvus.proto.milvus.MilvusService/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...authorization,
    })
    stream.setTimeout(callLimitMs, () => stream.destroy(new Error(`${method}: no answer in ${callLimitMs} ms`)))
    let grpcMessage = ''
    for (const event of ['response', 'trailers'] as const) {
      stream.on(event, (headers) => (grpcMessage = String(headers['grpc-message'] ?? grpcMessage)))
    }
    stream.end(frame(body))
    const reply = await Promise.race([buffer(stream), lost])
    if (reply.length === 0) throw new Error(`${method}: ${decodeURIComponent(grpcMessage)}`)
    refuseFailure(method, unframe(reply))
  } finally {
    session.destroy()
  }
}

const bareStatus = new Set(['CreateDatabase', 'DropCollection', 'ReleaseCollection'])

function refuseFailure(method: string, reply: Buffer): void {
  const wrapped = bareStatus.has(method) ? Buffer.concat([Buffer.of(10, reply.length), reply]) : reply
  const { status } = decodeReply(
    wrapped,
    () => false,
    () => null,
  )
  if (status === null) throw new Error(`${method}: a reply without a status`)
  if (status.code !== 0 || status.errorCode !== 0) throw new Error(`${method}: ${status.reason}`)
}

/** Succeeds once the server really serves; its port may be open long before. */
export function askForCollections(server: ServerAddress): Promise<void> {
  return call(server, 'ShowCollections', Buffer.alloc(0))
}

/** The same where that would open every collection: Milvus Lite 3 makes two copies of one that somebody else opens meanwhile, and one forgets what it is given. */
export function askForVersion(server: ServerAddress): Promise<void> {
  return call(server, 'GetVersion', Buffer.alloc(0))
}

export function createDatabase(server: ServerAddress, name: string): Promise<void> {
  return call(
    server,
    'CreateDatabase',
    encodeMessage((request) => writeStringField(request, 2, name)),
  )
}

export function dropCollection(server: ServerAddress, collection: string): Promise<void> {
  return call(
    server,
    'DropCollection',
    encodeMessage((request) => writeStringField(request, 3, collection)),
  )
}

export function releaseCollection(server: ServerAddress, collection: string): Promise<void> {
  return call(
    server,
    'ReleaseCollection',
    encodeMessage((request) => writeStringField(request, 3, collection)),
  )
}
