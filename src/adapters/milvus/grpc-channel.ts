import type { ChannelCredentials, ChannelOptions, ServiceError } from '@grpc/grpc-js'
import { Client, Metadata, connectivityState, credentials, status as grpcStatus } from '@grpc/grpc-js'
import { failureOfTransport } from './classify-failure.ts'
import type { Endpoint, MilvusTls } from './milvus-options.ts'

export interface GrpcRequest {
  /** Name of the call in `milvus.proto.milvus.MilvusService`. */
  readonly method: string
  readonly body: Buffer
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly credential: string | null
  readonly database: string
}

/** One connection to a server, opened with the first call and reopened by itself after an outage. */
export interface GrpcChannel {
  /** @throws MilvusFailure, or the signal's reason when aborted. */
  readonly unary: (request: GrpcRequest) => Promise<Buffer>
  /** Whether the connection is up: a call that finds it down opens a new one. */
  readonly connected: () => boolean
  /** Drops the connection and opens a new one with the next call: for peers that went silent. */
  readonly renew: () => void
  readonly close: () => void
}

const service = '/milvus.proto.milvus.MilvusService/'
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

function channelOptions(endpoint: Endpoint, tls: MilvusTls): ChannelOptions {
  return {
    // More often is answered with GOAWAY "too_many_pings" by Milvus Lite and by load balancers of Google Cloud.
    'grpc.keepalive_time_ms': 55_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.keepalive_permit_without_calls': 0,
    // Replies with vectors are megabytes; with the 64 kB of the standard each of them waits dozens of times.
    'grpc-node.flow_control_window': 16 * 1024 * 1024,
    // Not shared with other clients of the process, which would hand us their back-off after an outage.
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': 128 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
    // Retries are ours (`call-policy.ts`); the built-in ones would also buffer each request.
    'grpc.enable_retries': 0,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    ...(loopback.test(endpoint.host) ? { 'grpc.enable_http_proxy': 0 } : {}),
    ...(tls.serverName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': tls.serverName, 'grpc.default_authority': tls.serverName }),
  }
}

function channelCredentials(endpoint: Endpoint, tls: MilvusTls): ChannelCredentials {
  if (!endpoint.secure) return credentials.createInsecure()
  const pem = (text: string | undefined) => (text === undefined ? null : Buffer.from(text))
  return credentials.createSsl(pem(tls.ca), pem(tls.key), pem(tls.cert))
}

function requestMetadata(credential: string | null, database: string): Metadata {
  const metadata = new Metadata()
  if (credential !== null) metadata.set('authorization', Buffer.from(credential).toString('base64'))
  metadata.set('dbname', database)
  return metadata
}

const asIs = (bytes: Buffer) => bytes

function unary(client: Client, request: GrpcRequest): Promise<Buffer> {
  const { signal, method } = request
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const finish = (error: ServiceError | null, reply?: Buffer) => {
      signal.removeEventListener('abort', cancel)
      if (signal.aborted) reject(signal.reason)
      else if (error !== null) reject(failureOfTransport(method, error.code, error.details, error))
      else if (reply === undefined) reject(failureOfTransport(method, grpcStatus.INTERNAL, 'no message received', null))
      else resolve(reply)
    }
    const metadata = requestMetadata(request.credential, request.database)
    const deadline = Date.now() + request.timeoutMs
    const call = client.makeUnaryRequest(service + method, asIs, asIs, request.body, metadata, { deadline }, finish)
    const cancel = () => call.cancel()
    signal.addEventListener('abort', cancel, { once: true })
  })
}

/** Nothing is sent before the first call. */
export function openGrpcChannel(endpoint: Endpoint, tls: MilvusTls = {}): GrpcChannel {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host
  const connect = () =>
    new Client(`dns:${host}:${endpoint.port}`, channelCredentials(endpoint, tls), channelOptions(endpoint, tls))
  let client: Client | null = null
  return {
    unary: (request) => unary((client ??= connect()), request),
    connected: () => client?.getChannel().getConnectivityState(false) === connectivityState.READY,
    renew: () => {
      client?.close()
      client = null
    },
    close: () => {
      client?.close()
      client = null
    },
  }
}
