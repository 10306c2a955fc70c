import { afterEach, describe, expect, it } from 'vitest'
import { writeTextColumn } from '../../src/adapters/milvus/wire/write-columns.ts'
import {
  createReader,
  readFields,
  readUint64,
  readVarint,
} from '../../src/adapters/milvus/wire/protobuf/protobuf-reader.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import { anySearch, lastBody, methodsOf, pretendedStores } from '../harness/milvus/pretended-stores.ts'
import { countReply, ok, refuse } from '../harness/milvus/stub-server.ts'

const never = new AbortController().signal

/** What is asked of a server: filters, parameters, consistency, deletions. */
describe('Milvus adapter against a pretended server', () => {
  const { openStub, closeAll } = pretendedStores()
  afterEach(closeAll)

  it('binds filter values where the server has templates, and escapes them where it refuses', async () => {
    const companyId = 'a" or 1 == 1 or "' as ReturnType<typeof newScope>['companyId']
    const modern = await openStub({})
    await modern.store.searchDense({ ...anySearch(), companyId })
    expect(lastBody(modern.stub, 'Search').includes('company_id == {value0}')).toBe(true)
    const refusing = await openStub({
      first: ({ method, body }) =>
        method === 'Query' && body.includes('{value0}')
          ? refuse(method, { code: 1100, reason: 'cannot parse expression' })
          : null,
    })
    await refusing.store.searchDense({ ...anySearch(), companyId })
    expect(lastBody(refusing.stub, 'Search').includes(String.raw`company_id == "a\" or 1 == 1 or \""`)).toBe(true)
    const old = await openStub({ version: 'v2.4.9' })
    await old.store.searchDense(anySearch())
    expect(lastBody(old.stub, 'Search').includes('{value0}')).toBe(false)
  })

  it('sends the metric always, and the parameter its index understands', async () => {
    const params = async (indexType: string) => {
      const { stub, store } = await openStub({ collection: { indexType } })
      await store.searchDense({ ...anySearch(), limit: 200 })
      const body = lastBody(stub, 'Search')
      expect(body.includes('metric_type\x12\x02IP')).toBe(true)
      return /\{"?[^}]*\}$/.exec(
        body
          .subarray(body.indexOf('params\x12') + 8)
          .toString('latin1')
          .split('}')[0] + '}',
      )?.[0]
    }
    expect(await params('HNSW')).toBe('{"ef":300}')
    expect(await params('IVF_FLAT')).toBe('{"nprobe":32}')
    expect(await params('AUTOINDEX')).toBe('{}')
  })

  it('reads Bounded for answers, its own last write shortly after it, and Strong for counts', async () => {
    const levels = (body: Buffer, field: number) => {
      const reader = createReader(body)
      const found = { level: 0, timestamp: 0n }
      readFields(reader, (number, wireType) => {
        if (wireType !== 0) return false
        if (number === field) found.level = readVarint(reader)
        else if (number === (field === 14 ? 11 : 8)) found.timestamp = readUint64(reader)
        else return false
        return true
      })
      return found
    }
    const written = 461_000_000_000_000_001n
    const { stub, store } = await openStub({
      first: ({ method }) => {
        if (method === 'Query') return countReply(1)
        if (method !== 'Upsert') return null
        return Buffer.concat([ok(method), Buffer.from([0x48]), varint(written)])
      },
    })
    await store.searchDense(anySearch())
    expect(levels(lastBody(stub, 'Search'), 14)).toEqual({ level: 2, timestamp: 0n })
    const scope = newScope()
    await store.replace(scope, testChunks(scope, 1), never)
    await store.searchDense(anySearch())
    expect(levels(lastBody(stub, 'Search'), 14)).toEqual({ level: 1, timestamp: written })
    await store.count(scope.companyId, null, never)
    expect(levels(lastBody(stub, 'Query'), 11)).toEqual({ level: 0, timestamp: 0n })
  })

  it('removes what is left of a longer version and never flushes', async () => {
    const scope = newScope()
    const left = [7, 3, 8].map((index) => `${scope.documentId}_${index}`)
    const present = [0, 1, 2].map((index) => `${scope.documentId}_${index}`)
    const { stub, store } = await openStub({
      first: ({ method, body }) => {
        if (method !== 'Query') return null
        if (body.includes('count(*)')) return countReply(6)
        return ok(method, (writer) => {
          const ids = [...left, ...present]
          writeTextColumn(writer, 2, 'pk_id', ids)
          writeTextColumn(
            writer,
            2,
            'company_id',
            ids.map(() => scope.companyId),
          )
        })
      },
    })
    await store.replace(scope, testChunks(scope, 3), never)
    await store.maintain(never)
    const body = lastBody(stub, 'Delete')
    expect(left.map((id) => body.includes(id))).toEqual([true, true, true])
    expect(present.map((id) => body.includes(id))).toEqual([false, false, false])
    expect(methodsOf(stub)).not.toContain('Flush')
    expect(methodsOf(stub).indexOf('Upsert')).toBeLessThan(methodsOf(stub).indexOf('Delete'))
  })
})

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.from([...bytes, Number(rest)])
}
