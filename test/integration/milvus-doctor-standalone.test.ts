import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MilvusOptions } from '../../src/adapters/milvus/calls/milvus-options.ts'
import type { Diagnosis } from '../../src/adapters/milvus/doctor/diagnose-milvus.ts'
import { diagnoseMilvus } from '../../src/adapters/milvus/doctor/diagnose-milvus.ts'
import type { Finding } from '../../src/adapters/milvus/doctor/finding.ts'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { silentLog } from '../harness/log.ts'
import type { TestAuthority } from '../harness/milvus/certificates.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { makeReader } from '../harness/milvus/readback.ts'
import { createDatabase, releaseCollection } from '../harness/milvus/server-call.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import { startStandalone } from '../harness/milvus/standalone.ts'

const python = await pythonEnvironment('milvus-2.3.5-lite-2.5.1')
const pymilvus = await pythonEnvironment('pymilvus-2.4.15')
const never = new AbortController().signal

describe.skipIf(python.found === null || pymilvus.found === null)(
  'the connection doctor on a real Milvus Standalone with TLS and authorization',
  () => {
    const collection = `doctor_${randomUUID().slice(0, 8)}`
    let authority: TestAuthority
    let server: RealMilvus
    /** Of one who may read and not write. */
    const reader = { user: 'reader', password: 'only-reads' }
    const credential = () => `${reader.user}:${reader.password}`

    const options = (more: Partial<MilvusOptions> = {}): MilvusOptions => ({
      kind: 'milvus',
      address: server.address,
      credential: () => 'root:Milvus',
      tls: { ca: authority.ca },
      collection,
      log: silentLog,
      ...more,
    })
    const diagnose = (more: Partial<MilvusOptions> = {}, diagnosis: Partial<Diagnosis> = {}) =>
      diagnoseMilvus(options(more), { signal: never, ...diagnosis })
    /** What is worse than a note. A busy machine may make the round trip slow, which is true and not what is asked here. */
    const troubles = (findings: readonly Finding[]) =>
      findings
        .filter(({ level, code }) => (level === 'error' || level === 'warning') && code !== 'slow_round_trip')
        .map(({ code }) => code)

    /** A change on the server reaches the part that answers a moment after the call that made it: rights are spread in the background. */
    const soon = { timeout: 60_000, interval: 200 }

    beforeAll(async () => {
      authority = await createTestAuthority()
      const certificate = await authority.issue('127.0.0.1')
      server = await startStandalone(needed(python), { auth: true, tls: { ...certificate, ca: authority.ca } })
      const store = openMilvus(options())
      await store.ensure(testSpec(collection), never)
      await store.close()
      await makeReader(needed(pymilvus), server, reader)
    })
    afterAll(async () => {
      await server?.stop()
      await authority?.close()
    })

    it('finds nothing wrong with the right credentials and authority, also when it writes', async () => {
      const findings = await diagnose({}, { write: true, dimension: 8 })
      expect(troubles(findings)).toEqual([])
      expect(findings.find(({ check }) => check === 'write')).toMatchObject({ code: 'write_round', level: 'ok' })
      expect(findings.find(({ code }) => code === 'server_answers')?.message).toContain('v2.3.5')
    })

    it('says that this server has no retrieval by words', async () => {
      const findings = await diagnose()
      expect(findings.find(({ code }) => code === 'dense_only')?.level).toBe('note')
    })

    it('tells missing credentials from wrong ones, and shows neither', async () => {
      expect(troubles(await diagnose({ credential: () => null }))).toEqual(['key_missing'])
      const wrong = await diagnose({ credential: () => 'root:not-the-password' })
      expect(troubles(wrong)).toEqual(['key_wrong'])
      expect(JSON.stringify(wrong)).not.toContain('not-the-password')
    })

    it('names a user who may read and not write', async () => {
      await expect.poll(async () => troubles(await diagnose({ credential })), soon).toEqual([])
      expect(troubles(await diagnose({ credential }, { write: true }))).toEqual(['no_right_to_write'])
      const store = openMilvus(options({ credential }))
      const scope = newScope()
      const search = { companyId: scope.companyId, embedding: new Float32Array(8), limit: 1, signal: never }
      expect(await store.searchDense(search)).toEqual([])
      await expect(store.replace(scope, testChunks(scope, 1), never)).rejects.toMatchObject({
        code: 'vector_store_rejected',
      })
      await store.close()
    })

    it('tells before a move what the key may not do there, and changes nothing by asking', async () => {
      const lacking = async (more: Partial<MilvusOptions>) => {
        const survey = openMilvusSurvey(options(more))
        try {
          return await survey.lackingRights(never)
        } finally {
          await survey.close()
        }
      }
      const all = ['CreateCollection', 'Upsert', 'Delete']
      await expect.poll(() => lacking({ credential }).catch(() => null), soon).toEqual(all)
      expect(await lacking({ credential, collection: 'not_there_yet' })).toEqual(all)
      expect(await lacking({})).toEqual([])
      expect(await lacking({ collection: 'not_there_yet' })).toEqual([])
      const store = openMilvus(options())
      expect(await store.count(newScope().companyId, null, never)).toBe(0)
      await store.close()
      expect(troubles(await diagnose())).toEqual([])
    })

    it('names an authority it was not given', async () => {
      expect(troubles(await diagnose({ tls: {} }))).toEqual(['tls_unknown_ca'])
    })

    it('names an address that says http where the server speaks TLS', async () => {
      const address = server.address.replace('https:', 'http:')
      expect(troubles(await diagnose({ address, tls: {} }))).toEqual(['server_wants_tls'])
    })

    it('names a database that does not exist, and is content once it is there', async () => {
      expect(troubles(await diagnose({ database: 'atenex' }))).toEqual(['database_missing'])
      await createDatabase(server, 'atenex')
      const there = async () => troubles(await diagnose({ database: 'atenex' }))
      await expect.poll(there, soon).toEqual(['collection_missing'])
    })

    it('names a released collection, which the store loads again by itself', async () => {
      const store = openMilvus(options())
      const scope = newScope()
      const chunks = testChunks(scope, 3)
      await store.replace(scope, chunks, never)
      await releaseCollection(server, collection)
      await expect.poll(async () => troubles(await diagnose()), soon).toEqual(['not_loaded'])
      const embedding = chunks[1]?.embedding ?? new Float32Array(8)
      const found = await store.searchDense({ companyId: scope.companyId, embedding, limit: 1, signal: never })
      expect(found.map(({ id }) => id)).toEqual([chunks[1]?.id])
      await expect.poll(async () => troubles(await diagnose()), soon).toEqual([])
      await store.close()
    })
  },
)
