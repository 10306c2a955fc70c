import { expect, it } from 'vitest'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'
import { toStoreError } from './store-error.ts'

const never = new AbortController().signal
const translated = (kind: FailureKind) =>
  toStoreError(new MilvusFailure('Upsert: no', { kind, method: 'Upsert', grpcCode: null, serverCode: 1 }), never)

it.each<FailureKind>(['unauthenticated', 'forbidden', 'capacity', 'collection-missing', 'database-missing'])(
  'a document waits while the store refuses with %s, which a person mends outside',
  (kind) => {
    expect(translated(kind)).toMatchObject({ code: 'vector_store_rejected', retryable: true, details: { kind } })
  },
)

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
