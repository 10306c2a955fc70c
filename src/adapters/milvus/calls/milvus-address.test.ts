import { describe, expect, it } from 'vitest'
import { addressOf, endpointOf } from './milvus-address.ts'

describe('address', () => {
  it.each([
    ['milvus', 'http://milvus:19530', 'milvus', 19_530, false],
    ['milvus', 'http://milvus', 'milvus', 19_530, false],
    ['milvus', 'milvus:19530', 'milvus', 19_530, false],
    ['milvus', 'tcp://milvus:9091', 'milvus', 9_091, false],
    ['milvus', 'https://milvus.example', 'milvus.example', 19_530, true],
    ['milvus', 'https://milvus.example:443', 'milvus.example', 443, true],
    ['milvus', 'http://milvus:80', 'milvus', 80, false],
    ['milvus', 'http://[::1]:19530', '::1', 19_530, false],
    [
      'zilliz',
      'https://in03-x.serverless.gcp-us-west1.cloud.zilliz.com',
      'in03-x.serverless.gcp-us-west1.cloud.zilliz.com',
      443,
      true,
    ],
    ['zilliz', 'https://in01-x.vectordb.zillizcloud.com:19530', 'in01-x.vectordb.zillizcloud.com', 19_530, true],
  ] as const)('reads for %s %s', (kind, address, host, port, secure) => {
    expect(endpointOf({ kind, address })).toEqual({ host, port, secure })
  })

  it('refuses what is no address, and Zilliz without TLS', () => {
    expect(() => endpointOf({ kind: 'milvus', address: 'ftp://x' })).toThrow('http://host:port')
    expect(() => endpointOf({ kind: 'milvus', address: '' })).toThrow('http://host:port')
    expect(() => endpointOf({ kind: 'zilliz', address: 'http://x' })).toThrow('https://')
  })

  it('is shown without user, password or path', () => {
    const address = addressOf({ kind: 'milvus', address: 'https://root:secret@milvus.example:19530/path' })
    expect(address).toBe('https://milvus.example:19530')
  })
})
