import { describe, expect, it } from 'vitest'
import type { Abilities } from './abilities.ts'
import { abilitiesOfFamily } from './abilities.ts'
import { familyName, familyOf } from './server-family.ts'
import { planOf } from './server-limits.ts'

const known = (version: string, buildTags = '') => {
  const family = familyOf({ version, buildTags })
  return { name: familyName(family), abilities: abilitiesOfFamily(family) }
}

/** Which layout a new collection has, how vectors are indexed, whether writes may run in parallel, and what writes rows. */
const summary = (abilities: Abilities | null) =>
  abilities === null
    ? 'must prove itself'
    : `${abilities.bm25 ? 'words' : 'dense'} ${abilities.denseIndex} ${abilities.guardsWrites ? 'parallel' : 'alone'}${abilities.insertReplaces ? ', by inserts' : ''}`

describe('what a server surely does', () => {
  it.each([
    ['v2.3.5-lite', 'Milvus 2.3', 'dense HNSW parallel'],
    ['v2.3.5', 'Milvus 2.3', 'dense HNSW parallel'],
    ['2.4.15', 'Milvus 2.4', 'dense HNSW parallel'],
    ['v2.4.x-gpu', 'Milvus 2.4', 'dense HNSW parallel'],
    ['v2.4-20240506-a1b2c3-gpu', 'Milvus 2.4', 'dense HNSW parallel'],
    ['2.5.0', 'Milvus 2.5', 'words HNSW parallel'],
    ['v2.5.10-gpu', 'Milvus 2.5', 'words HNSW parallel'],
    ['2.6.1-dev', 'Milvus 2.6', 'words HNSW parallel'],
    ['v2.10.0', 'Milvus 2.10', 'words HNSW parallel'],
    ['milvus_lite-3.2.0', 'Milvus Lite 3.2', 'words FLAT alone, by inserts'],
    ['milvus_lite-3.3.0', 'Milvus Lite 3.3', 'words FLAT alone'],
    ['Zilliz Cloud Vector Database(Compatible with Milvus 2.5)', 'Zilliz Cloud 2.5', 'words AUTOINDEX parallel'],
    ['Zilliz Cloud Vector Database (Compatible with Milvus v2.6)', 'Zilliz Cloud 2.6', 'words AUTOINDEX parallel'],
    ['Zilliz Cloud Vector Database(Compatible with Milvus 2.4)', 'Zilliz Cloud 2.4', 'dense AUTOINDEX parallel'],
    ['Zilliz Cloud Vector Database', 'Zilliz Cloud', 'must prove itself'],
    ['milvus_lite-2.5.1', 'Milvus Lite 2.5', 'must prove itself'],
    ['milvus_lite-4.0.0', 'Milvus Lite 4.0', 'must prove itself'],
    ['v2.5.1-lite', 'an unknown server', 'must prove itself'],
    ['2.5.1 lite', 'an unknown server', 'must prove itself'],
    ['v2.2.16', 'Milvus 2.2', 'must prove itself'],
    ['3.0.0', 'Milvus 3.0', 'must prove itself'],
    ['', 'an unknown server', 'must prove itself'],
    ['master-20250101-2.6', 'an unknown server', 'must prove itself'],
    ['lite', 'an unknown server', 'must prove itself'],
    ['elite-server 2.6.0', 'an unknown server', 'must prove itself'],
    ['2.6.0; drop everything', 'an unknown server', 'must prove itself'],
    ['10.20.30.40', 'Milvus 10.20', 'must prove itself'],
  ])('is read from the whole of %j', (version, name, can) => {
    const found = known(version)
    expect([found.name, summary(found.abilities)]).toEqual([name, can])
  })

  it('takes the build tag of Milvus Lite for its name, and that of another build for nothing', () => {
    expect(known('3.2.0', 'milvus_lite').name).toBe('Milvus Lite 3.2')
    expect(known('v2.3.5-lite', 'v2.3.5-lite').name).toBe('Milvus 2.3')
    expect(known('', 'milvus_lite').name).toBe('an unknown server')
  })

  it('has a partition key only where upserted rows are found by it', () => {
    const key = (version: string) => known(version).abilities?.partitionKey
    expect([key('2.3.5'), key('2.4.15'), key('2.5.4'), key('milvus_lite-3.2.0')]).toEqual([
      'broken',
      'unproven',
      'yes',
      'yes',
    ])
  })

  it('has the limits of the plan its host is for, and the stricter ones where the host does not say', () => {
    const zilliz = familyOf({ version: 'Zilliz Cloud Vector Database(Compatible with Milvus 2.5)', buildTags: '' })
    const plain = familyOf({ version: 'v2.5.4', buildTags: '' })
    expect(planOf('zilliz', 'in03-x.serverless.gcp-us-west1.cloud.zilliz.com', zilliz)).toBe('zilliz-serverless')
    expect(planOf('zilliz', 'in01-x.aws-us-west-2.vectordb.zillizcloud.com', plain)).toBe('zilliz-dedicated')
    expect(planOf('zilliz', 'milvus.internal', zilliz)).toBe('zilliz-serverless')
    expect(planOf('zilliz', 'milvus.internal', plain)).toBe('milvus')
    expect(planOf('milvus', 'serverless.example', plain)).toBe('milvus')
  })
})
