/** Status codes of gRPC by their number, https://grpc.io/docs/guides/status-codes/. */
const names = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const

export const grpcStatus = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  aborted: 10,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const

export function statusName(code: number): string {
  return names[code] ?? String(code)
}

interface GrpcFailureOptions {
  readonly cause?: unknown
  /** False when nothing of the call can have reached the server. */
  readonly sent?: boolean
}

/** How a call over gRPC ended when not with a message. */
export class GrpcFailure extends Error {
  override readonly name = 'GrpcFailure'
  readonly code: number
  /** Whether something of the call may have reached the server. */
  readonly sent: boolean

  constructor(code: number, message: string, { cause, sent = true }: GrpcFailureOptions = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.sent = sent
  }
}

const codeOfHttp = new Map<number, number>([
  [400, grpcStatus.internal],
  [401, grpcStatus.unauthenticated],
  [403, grpcStatus.permissionDenied],
  [404, grpcStatus.unimplemented],
  [429, grpcStatus.unavailable],
  [502, grpcStatus.unavailable],
  [503, grpcStatus.unavailable],
  [504, grpcStatus.unavailable],
])

/** A reply of a proxy or of something that is no gRPC server (gRPC, `http-grpc-status-mapping.md`). */
export function failureOfHttp(status: number): GrpcFailure {
  return new GrpcFailure(codeOfHttp.get(status) ?? grpcStatus.unknown, `Received HTTP status code ${status}`)
}

const refusedStream = 7

const codeOfReset = new Map<number, number>([
  [refusedStream, grpcStatus.unavailable],
  [8, grpcStatus.cancelled],
  [11, grpcStatus.resourceExhausted],
  [12, grpcStatus.permissionDenied],
])

/** A stream that the other side reset with this HTTP/2 error code (gRPC, `PROTOCOL-HTTP2.md`, "Errors"). */
export function failureOfReset(reset: number): GrpcFailure {
  // Refused means: not looked at.
  const sent = reset !== refusedStream
  return new GrpcFailure(codeOfReset.get(reset) ?? grpcStatus.internal, `Received RST_STREAM with code ${reset}`, {
    sent,
  })
}
