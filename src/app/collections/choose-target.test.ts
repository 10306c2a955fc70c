import { expect, test } from 'vitest'
import { loadConfig } from '../../config/load.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import { chooseTarget } from './choose-target.ts'

const fingerprint = { model: 'm', revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' }
const milvus = { INGEST_MILVUS_URI: 'http://milvus:19530', INGEST_MILVUS_COLLECTION_NAME: 'chunks' }
const [milvusAddress, zillizAddress] = ['milvus:19530/default', 'a.cloud.zilliz.com:443/default']
const zilliz = { ATENEX_TARGET_MILVUS_URI: 'https://a.cloud.zilliz.com', ATENEX_TARGET_ZILLIZ_API_KEY: 'k' }
const beside = { ATENEX_TARGET_MILVUS_URI: 'http://milvus:19530', ATENEX_TARGET_MILVUS_COLLECTION_NAME: 'chunks_v2' }

/** Name and address of where a copy goes. */
function goesTo(env: Readonly<Record<string, string>>, active: { name: string; address: string | null }) {
  const loaded = loadConfig(env)
  if (!('config' in loaded)) throw new Error(loaded.problems.join('\n'))
  const row: CollectionRow = { id: 'a', store: 'milvus', fingerprint, ...active }
  const place = chooseTarget({ config: loaded.config, active: row, known: [row], rebuild: false, fingerprint })
  return place === null ? null : [place.name, place.address]
}

test('a copy goes to the server that is named, and from there back', () => {
  expect(goesTo(milvus, { name: 'chunks', address: null })).toBeNull()
  expect(goesTo({ ...milvus, ...zilliz }, { name: 'chunks', address: null })).toEqual(['chunks', zillizAddress])
  expect(goesTo({ ...milvus, ...zilliz }, { name: 'chunks', address: milvusAddress })).toEqual([
    'chunks',
    zillizAddress,
  ])
  expect(goesTo({ ...milvus, ...zilliz }, { name: 'chunks', address: zillizAddress })).toEqual([
    'chunks',
    milvusAddress,
  ])
})

test('on one server a copy goes to the collection that is named, also after an earlier move, and from there back', () => {
  const env = { ...milvus, ...beside }
  expect(goesTo(env, { name: 'chunks', address: null })).toEqual(['chunks_v2', milvusAddress])
  expect(goesTo(env, { name: 'chunks', address: milvusAddress })).toEqual(['chunks_v2', milvusAddress])
  expect(goesTo(env, { name: 'another', address: milvusAddress })).toEqual(['chunks_v2', milvusAddress])
  expect(goesTo(env, { name: 'chunks_v2', address: milvusAddress })).toEqual(['chunks', milvusAddress])
})
