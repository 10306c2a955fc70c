import { describe, expect, it } from 'vitest'
import { proxyFor } from './http-proxy.ts'

describe('the proxy the environment asks for', () => {
  it('is taken in small and capital letters, that of gRPC first', () => {
    expect(proxyFor('milvus.example', {})).toBeNull()
    expect(proxyFor('milvus.example', { HTTPS_PROXY: 'http://proxy:3128' })?.host).toBe('proxy:3128')
    const both = { grpc_proxy: 'http://first:1', https_proxy: 'http://second:2' }
    expect(proxyFor('milvus.example', both)?.host).toBe('first:1')
    expect(proxyFor('milvus.example', { https_proxy: 'no address' })).toBeNull()
  })

  it('is passed by for this machine and for what no_proxy names', () => {
    const env = { https_proxy: 'http://proxy:3128', no_proxy: 'localhost, .svc.cluster.local,milvus.example' }
    const spared = ['127.0.0.1', '::1', 'localhost', 'milvus.svc.cluster.local', 'milvus.example', 'a.milvus.example']
    expect(spared.map((host) => proxyFor(host, env))).toEqual(spared.map(() => null))
    expect(proxyFor('notmilvus.example', env)?.host).toBe('proxy:3128')
    expect(proxyFor('milvus.example', { https_proxy: 'http://proxy:3128', no_proxy: '*' })).toBeNull()
  })
})
