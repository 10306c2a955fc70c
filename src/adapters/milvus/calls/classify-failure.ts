import { GrpcFailure, grpcStatus, statusName } from '../grpc/status.ts'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'
import type { Status } from '../wire/status.ts'

/** Server codes, `pkg/util/merr/errors.go` of milvus-io/milvus. */
const kindOfCode = new Map<number, FailureKind>([
  [2, 'unavailable'],
  [3, 'capacity'],
  [4, 'unavailable'],
  [7, 'capacity'],
  [8, 'rate-limited'],
  [9, 'capacity'],
  [10, 'unimplemented'],
  [11, 'unavailable'],
  [12, 'unavailable'],
  [35, 'already-exists'],
  [100, 'collection-missing'],
  [101, 'not-loaded'],
  [102, 'capacity'],
  [103, 'unavailable'],
  [106, 'unavailable'],
  [201, 'not-loaded'],
  [202, 'unavailable'],
  [700, 'index-missing'],
  [702, 'already-exists'],
  [800, 'database-missing'],
  [1400, 'unauthenticated'],
  [1401, 'forbidden'],
  [1800, 'unauthenticated'],
  [1807, 'rate-limited'],
  [2200, 'internal'],
  [65535, 'internal'],
])

/** Legacy `common.ErrorCode`, for servers that set only that one. */
const kindOfLegacyCode = new Map<number, FailureKind>([
  [2, 'unavailable'],
  [3, 'forbidden'],
  [4, 'collection-missing'],
  [11, 'index-missing'],
  [25, 'index-missing'],
  [28, 'collection-missing'],
  [35, 'already-exists'],
  [48, 'switched-off'],
  [49, 'rate-limited'],
  [52, 'capacity'],
  [53, 'capacity'],
  [54, 'capacity'],
  [55, 'unavailable'],
  [56, 'unavailable'],
  [57, 'unavailable'],
  [101, 'not-loaded'],
])

/** Texts that say more than the code; most specific first. Servers up to 2.3 and Milvus Lite answer much with code 1 or 6. */
const kindOfText: readonly (readonly [RegExp, FailureKind])[] = [
  [/larger than max|message.{0,20}too large|exceeds? .{0,30}max(imum)? (message|request) size/i, 'too-large'],
  [/rate limit exceeded|rate limited/i, 'rate-limited'],
  // of the same code as a quota that is used up: `pkg/util/ratelimitutil/utils.go`
  [/(disabled|denied|deny|forbidden) by (the )?admin/i, 'switched-off'],
  [/time tick long delay/i, 'unavailable'],
  [/quota exceeded|quota exhausted|limit number of collections/i, 'capacity'],
  [/collection.{0,140}not loaded/i, 'not-loaded'],
  [/not fully loaded/i, 'unavailable'],
  [/database.{0,80}(not found|does not exist|not exist)/i, 'database-missing'],
  [/can't find collection|collection.{0,140}(not found|does not exist)/i, 'collection-missing'],
  [/already exists|duplicate collection|at most one (distinct )?index/i, 'already-exists'],
  [/permission den(y|ied)|privilege/i, 'forbidden'],
  [/auth check failure|unauthenticated|invalid (api key|token|credential)/i, 'unauthenticated'],
  [/not ready|not healthy|unavailable|initializing|recovering|no available|channel not available/i, 'unavailable'],
]

/** Codes that are a bag for anything, where the text decides. */
const vagueCodes = new Set([0, 1, 5, 6, 9, 1100, 1102, 65535])

function byText(reason: string): FailureKind | null {
  return kindOfText.find(([pattern]) => pattern.test(reason))?.[1] ?? null
}

function kindOfStatus(status: Status): FailureKind {
  if (vagueCodes.has(status.code)) {
    const kind = byText(status.reason)
    if (kind !== null) return kind
  }
  if (status.code === 0) return kindOfLegacyCode.get(status.errorCode) ?? 'rejected'
  const known = kindOfCode.get(status.code)
  if (known !== undefined) return known
  if (status.retriable) return 'unavailable'
  return status.code === 1 ? 'internal' : 'rejected'
}

/** What may be told of a server's words (`without-echo.ts`). */
type Clean = (reason: string) => string
const asItIs: Clean = (reason) => reason

/** A reply with a status that is not success, or without one at all. */
export function failureOfStatus(method: string, status: Status | null, clean = asItIs): MilvusFailure {
  if (status === null) {
    // Whoever answers nonsense may not be the server.
    const facts = { kind: 'malformed' as const, method, grpcCode: null, serverCode: null, inDoubt: true }
    return new MilvusFailure(`${method}: the server answered without a status`, facts)
  }
  const serverCode = status.code === 0 ? status.errorCode : status.code
  const reason = clean(status.reason.slice(0, 500)) || 'no reason given'
  return new MilvusFailure(`${method}: ${reason} (code ${serverCode})`, {
    kind: kindOfStatus(status),
    method,
    grpcCode: null,
    serverCode,
  })
}

const kindOfGrpc = new Map<number, FailureKind>([
  [grpcStatus.cancelled, 'unavailable'],
  [grpcStatus.unknown, 'internal'],
  [grpcStatus.invalidArgument, 'rejected'],
  [grpcStatus.deadlineExceeded, 'timeout'],
  [grpcStatus.notFound, 'rejected'],
  [grpcStatus.alreadyExists, 'already-exists'],
  [grpcStatus.permissionDenied, 'forbidden'],
  [grpcStatus.resourceExhausted, 'rate-limited'],
  [grpcStatus.aborted, 'unavailable'],
  [grpcStatus.unimplemented, 'unimplemented'],
  [grpcStatus.internal, 'unavailable'],
  [grpcStatus.unavailable, 'unavailable'],
  [grpcStatus.dataLoss, 'unavailable'],
  [grpcStatus.unauthenticated, 'unauthenticated'],
])

/** Codes that servers and proxies give to very different failures, so that their text tells more. */
const vagueGrpcCodes = new Set<number>([grpcStatus.unknown, grpcStatus.resourceExhausted, grpcStatus.internal])

/** Codes with which a server says that it has done with a call; the others may come from whatever stands between. */
const answers = new Set<number>([
  grpcStatus.invalidArgument,
  grpcStatus.permissionDenied,
  grpcStatus.resourceExhausted,
  grpcStatus.unimplemented,
  grpcStatus.unauthenticated,
])

/** A call the transport gave up. INTERNAL is what a broken HTTP/2 stream becomes, so it counts as unavailable. */
export function failureOfTransport(method: string, failure: GrpcFailure, clean = asItIs): MilvusFailure {
  const { code, message, sent } = failure
  const told = clean(message.slice(0, 500))
  const kind = (vagueGrpcCodes.has(code) ? byText(message) : null) ?? kindOfGrpc.get(code) ?? 'internal'
  return new MilvusFailure(`${method}: ${statusName(code)}: ${told}`, {
    kind,
    method,
    grpcCode: code,
    serverCode: null,
    // its own message and stack would tell what was cut out
    cause: new GrpcFailure(code, told, { cause: failure.cause, sent }),
    inDoubt: sent && !answers.has(code),
  })
}
