import { describe, expect, it } from 'vitest'
import { GrpcFailure, grpcStatus } from '../grpc/status.ts'
import { failureOfStatus, failureOfTransport } from './classify-failure.ts'
import type { FailureKind } from './milvus-failure.ts'

const status = (code: number, reason = '', errorCode = 1, retriable = false) => ({ code, errorCode, reason, retriable })

describe('classification of failures', () => {
  it.each<readonly [FailureKind, ReturnType<typeof status>]>([
    ['rate-limited', status(8, 'rate limit exceeded[rate=0.1]', 49)],
    ['rate-limited', status(0, 'request is rejected', 49)],
    ['rate-limited', status(1807, 'rate')],
    ['not-loaded', status(101, 'collection not loaded[collection=1]')],
    ['not-loaded', status(65535, "collection 'c' is not loaded")],
    ['unavailable', status(103, 'collection not fully loaded')],
    ['unavailable', status(106, 'collection on recovering')],
    ['unavailable', status(1, 'service not ready[coord=1]: Initializing', 1, true)],
    ['unavailable', status(1, '', 1, true)],
    ['internal', status(1, 'list index out of range')],
    ['internal', status(2200, 'inconsistent requery result')],
    ['internal', status(65535, 'unknown')],
    ['capacity', status(9, 'quota exceeded[reason=disk quota exceeded]')],
    ['switched-off', status(9, 'quota exceeded[reason=access has been disabled by the administrator]')],
    ['switched-off', status(65535, 'the request has been disabled by administrator')],
    ['unavailable', status(9, 'quota exceeded[reason=time tick long delay]')],
    ['capacity', status(3, 'memory')],
    ['collection-missing', status(100, 'collection not found', 4)],
    ['collection-missing', status(0, "can't find collection", 4)],
    ['database-missing', status(800, 'database not found')],
    ['database-missing', status(6, "database 'x' does not exist", 6)],
    ['index-missing', status(700, 'index not found', 11)],
    ['already-exists', status(35, 'index already exists for field', 35)],
    ['already-exists', status(1, "collection 'x' already exists")],
    ['too-large', status(1102, 'message larger than max')],
    ['unauthenticated', status(1800, 'auth')],
    ['forbidden', status(1401, 'privilege')],
    ['rejected', status(1100, 'invalid parameter[expected=dim 8]')],
    ['rejected', status(0, 'illegal', 5)],
    ['unimplemented', status(10, 'not implemented')],
  ])('takes for %s: %o', (kind, reply) => {
    expect(failureOfStatus('Search', reply).kind).toBe(kind)
  })

  it('takes a reply without a status for malformed', () => {
    expect(failureOfStatus('Search', null).kind).toBe('malformed')
  })

  it.each<readonly [FailureKind, number, string]>([
    ['unavailable', 14, 'connect ECONNREFUSED'],
    ['unavailable', 13, 'Received RST_STREAM with code 2'],
    ['timeout', 4, 'Deadline exceeded'],
    ['rate-limited', 8, 'request rate limit'],
    ['too-large', 8, 'grpc: received message larger than max (73400320 vs. 67108864)'],
    ['unauthenticated', 16, 'auth check failure'],
    ['forbidden', 7, 'permission deny'],
    ['unimplemented', 12, 'unknown method'],
    ['rejected', 3, 'invalid argument'],
  ])('takes for %s the gRPC status %i %s', (kind, code, details) => {
    expect(failureOfTransport('Search', new GrpcFailure(code, details)).kind).toBe(kind)
  })

  it('knows what became of a call that never left, or that the server refused, and of no other', () => {
    const doubt = (code: number, sent: boolean) =>
      failureOfTransport('Upsert', new GrpcFailure(code, 'no', { sent })).inDoubt
    expect(doubt(grpcStatus.unavailable, false)).toBe(false)
    expect(doubt(grpcStatus.permissionDenied, true)).toBe(false)
    expect(
      [grpcStatus.unavailable, grpcStatus.deadlineExceeded, grpcStatus.internal].map((code) => doubt(code, true)),
    ).toEqual([true, true, true])
    expect(failureOfStatus('Upsert', status(1, 'no')).inDoubt).toBe(false)
  })

  it('never makes a message long or loses the method', () => {
    const failure = failureOfStatus('Upsert', status(1100, 'x'.repeat(100_000)))
    expect(failure.message.length).toBeLessThan(600)
    expect(failure.message).toMatch(/^Upsert: /)
  })
})
