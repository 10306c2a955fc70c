import { expect, it } from 'vitest'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'
import { toStoreError } from './store-error.ts'

const never = new AbortController().signal
const translated = (kind: FailureKind) =>
  toStoreError(new MilvusFailure('Upsert: no', { kind, method: 'Upsert', grpcCode: null, serverCode: 1 }), never)

it.each<FailureKind>([
  'unauthenticated',
  'forbidden',
  'capacity',
  'switched-off',
  'collection-missing',
  'database-missing',
])('a document waits while the store refuses with %s, which a person mends outside', (kind) => {
  expect(translated(kind)).toMatchObject({ code: 'vector_store_rejected', retryable: true, details: { kind } })
})

it.each<FailureKind>(['rejected', 'unimplemented', 'too-large'])(
  'what cannot succeed with %s is not tried again',
  (kind) => {
    expect(translated(kind)).toMatchObject({ code: 'vector_store_rejected', retryable: false })
  },
)

it.each<FailureKind>(['unavailable', 'timeout', 'breaker-open', 'not-sent', 'rate-limited'])(
  'a store that is away with %s is unavailable for now',
  (kind) => {
    expect(translated(kind)).toMatchObject({ code: 'vector_store_unavailable', retryable: true })
  },
)

it('advises what helps: nobody makes room for what was switched off, and a cluster that sleeps may have to be woken', () => {
  const told = (kind: FailureKind, text: string) =>
    toStoreError(new MilvusFailure(text, { kind, method: 'Upsert', grpcCode: null, serverCode: 9 }), never).message
  expect(told('switched-off', 'access has been disabled by the administrator')).toMatch(
    /switch it on\. No room is missing/,
  )
  expect(told('unavailable', 'cluster is suspended')).toContain('resume the cluster')
  expect(told('unavailable', 'connect ECONNREFUSED')).toContain('tried again by itself')
})
