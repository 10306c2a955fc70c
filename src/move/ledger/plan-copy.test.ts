import { expect, test } from 'vitest'
import { rawSchema } from '../../../test/harness/raw-schema.ts'
import type { RawCollection } from '../../ports/raw-collection.ts'
import { planCopy } from './plan-copy.ts'

interface End {
  readonly address: string
  readonly name?: string
  readonly rows?: number
  readonly identity?: string | null
}

function end({ address, name = 'shop', rows = 7, identity = null }: End): RawCollection {
  const version = { kind: 'milvus', version: '3.2', address, maxTopK: 1, levels: [], level: null } as const
  const own: Partial<RawCollection> = {
    address,
    name,
    info: async () => version,
    describe: async () => rawSchema({ identity }),
    count: async () => rows,
    // nothing is sampled
    pages: async function* () {},
  }
  // the plan calls nothing else
  return own as RawCollection
}

async function saidOfSameness(from: End, to: End, begun = false): Promise<readonly string[]> {
  const clock = { monotonicMs: () => 0 }
  const plan = planCopy({ from: end(from), to: end(to), clock, givenKeys: false, begun }, new AbortController().signal)
  const { findings } = await plan
  return findings.flatMap(({ level, code }) => (code.endsWith('same_collection') ? [`${level}: ${code}`] : []))
}

test('a collection is not copied onto itself: by its identity, or by its address where the server tells none', async () => {
  const error = ['error: same_collection']
  expect(
    await saidOfSameness({ address: 'a', identity: '7@1' }, { address: 'b', name: 'alias', identity: '7@1' }),
  ).toEqual(error)
  expect(await saidOfSameness({ address: 'a' }, { address: 'a' })).toEqual(error)
  expect(await saidOfSameness({ address: 'a' }, { address: 'a', name: 'another' })).toEqual([])
  expect(await saidOfSameness({ address: 'a', identity: '7@1' }, { address: 'b', identity: '8@1' })).toEqual([])
})

test('two addresses that may lead to one server are warned of before anything was copied, and not when it was', async () => {
  const warning = ['warning: maybe_same_collection']
  expect(await saidOfSameness({ address: 'a' }, { address: 'b' })).toEqual(warning)
  expect(await saidOfSameness({ address: 'a' }, { address: 'b' }, true)).toEqual([])
  expect(await saidOfSameness({ address: 'a' }, { address: 'b', rows: 6 })).toEqual([])
})
