import { expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { parseCompanyId } from '../domain/ids.ts'
import type { ApiKey, ApiKeyStore } from '../ports/api-key-store.ts'
import { createApiKey, createKeyVerifier } from './api-keys.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const request = { name: 'importer', companyId, userId: null, rights: ['write'], days: null } as const

function memoryKeys() {
  const rows = new Map<string, ApiKey>()
  let looks = 0
  const store: ApiKeyStore = {
    insert: async ({ hash, ...key }) => {
      const id = `00000000-0000-4000-8000-00000000000${rows.size}`
      const row = { ...key, id, createdAt: new Date(0), revokedAt: null, lastUsedAt: null }
      rows.set(hash.toString('hex'), row)
      return row
    },
    list: async () => [...rows.values()],
    revoke: async (id) => {
      for (const [hash, row] of rows) if (row.id === id) rows.set(hash, { ...row, revokedAt: new Date(0) })
      return true
    },
    findValid: async (hash) => {
      looks += 1
      const row = rows.get(hash.toString('hex'))
      return row === undefined || row.revokedAt !== null ? null : row
    },
  }
  return { store, rows, looks: () => looks }
}

test('a key opens its company, and only its hash is kept', async () => {
  const { store, rows } = memoryKeys()
  const deps = { apiKeys: store, clock: createTestClock() }
  const { key, text } = await createApiKey(deps, request)
  expect(text.startsWith(key.hint)).toBe(true)
  expect(JSON.stringify([...rows])).not.toContain(text.slice(key.hint.length))
  const principal = await createKeyVerifier(deps).verify(text)
  expect(principal).toMatchObject({ companyId, userId: null, fallbackUserId: key.id })
  expect([...principal.rights].toSorted()).toEqual(['read', 'write'])
})

test('a busy key is not looked up for every request, and a revoked one works two seconds at most', async () => {
  const { store, looks } = memoryKeys()
  const clock = createTestClock()
  const { key, text } = await createApiKey({ apiKeys: store, clock }, request)
  const verifier = createKeyVerifier({ apiKeys: store, clock })
  for (let times = 0; times < 50; times += 1) await verifier.verify(text)
  expect(looks()).toBe(1)
  await store.revoke(key.id)
  await clock.tick(2_000)
  await expect(verifier.verify(text)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('what is no key is refused without asking', async () => {
  const { store, looks } = memoryKeys()
  const verifier = createKeyVerifier({ apiKeys: store, clock: createTestClock() })
  for (const text of ['', 'atenex_', 'x'.repeat(5_000), `atenex_${'a'.repeat(44)}`]) {
    await expect(verifier.verify(text)).rejects.toMatchObject({ code: 'unauthenticated' })
  }
  expect(looks()).toBe(0)
})

test.each([
  ['no right', { rights: [] }],
  ['a company right without a company', { rights: ['read', 'operator'], companyId: null }],
] as const)('a key with %s is not made', async (_what, changes) => {
  const deps = { apiKeys: memoryKeys().store, clock: createTestClock() }
  await expect(createApiKey(deps, { ...request, ...changes })).rejects.toMatchObject({ code: 'invalid_request' })
})
