import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose'
import { describe, expect, test } from 'vitest'
import { startFakeServer } from '../../../test/harness/fake-server.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import type { Right } from '../../domain/principal.ts'
import { createJwtVerifier, type JwtOptions } from './jwt.ts'

const company = '00000000-0000-4000-8000-0000000000c1'
const user = '00000000-0000-4000-8000-0000000000a1'
const secret = 'the secret of the gateway, long enough'
const bytes = (text: string) => new TextEncoder().encode(text)
const of = (text: string) => ({ reveal: () => text })
const roles = new Map<string, Right>([
  ['user', 'write'],
  ['reader', 'read'],
  ['operator', 'operator'],
])
const byGateway: JwtOptions = { secrets: [of(secret)], jwksUrl: null, issuer: null, audience: null, roles }
const invalid = { code: 'unauthenticated', message: 'The token is not valid. Log in again.' }
const now = () => Math.floor(Date.now() / 1000)

function token(
  claims: Readonly<Record<string, unknown>> = {},
  key: string | CryptoKey = secret,
  header: Record<string, string> = {},
) {
  const payload = { sub: user, company_id: company, exp: now() + 600, ...claims }
  const signed = new SignJWT(payload).setProtectedHeader({ alg: 'HS256', ...header })
  return signed.sign(typeof key === 'string' ? bytes(key) : key)
}

describe('a token of the gateway', () => {
  test('tells company, user and rights', async () => {
    const { verify } = createJwtVerifier(byGateway)
    const principal = await verify(await token({ email: 'a@b.example', roles: ['user'], iat: now() }))
    expect(principal).toMatchObject({ companyId: company, userId: user })
    expect([...principal.rights].toSorted()).toEqual(['read', 'write'])
  })

  test.each([
    [undefined, ['read', 'write']],
    [[], ['read', 'write']],
    [['reader'], ['read']],
    [
      ['reader', 'operator'],
      ['operator', 'read'],
    ],
    [['auditor'], ['read']],
    [{ user: true }, []],
  ])('with the roles %j has the rights %j', async (given, expected) => {
    const { verify } = createJwtVerifier(byGateway)
    const { rights } = await verify(await token(given === undefined ? {} : { roles: given }))
    expect([...rights].toSorted()).toEqual(expected)
  })

  test('without a company belongs to none, and with one that is no UUID is refused', async () => {
    const { verify } = createJwtVerifier(byGateway)
    expect(await verify(await token({ company_id: null }))).toMatchObject({ companyId: null })
    await expect(verify(await token({ company_id: 'acme' }))).rejects.toMatchObject(invalid)
  })

  test('of a user who is no UUID gives the same UUID each time, and another one for another issuer', async () => {
    const { verify } = createJwtVerifier(byGateway)
    const id = async (iss: string) => (await verify(await token({ sub: 'auth0|7', iss }))).userId
    expect(await id('a')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await id('a')).toBe(await id('a'))
    expect(await id('a')).not.toBe(await id('b'))
  })

  test('may be half a minute too old, because clocks differ, and no more', async () => {
    const { verify } = createJwtVerifier(byGateway)
    await expect(verify(await token({ exp: now() - 5 }))).resolves.toBeDefined()
    await expect(verify(await token({ exp: now() - 120 }))).rejects.toMatchObject({
      message: 'The token has expired. Log in again.',
    })
    await expect(verify(await token({ nbf: now() + 120 }))).rejects.toMatchObject(invalid)
  })

  test('is good with the secret before while it is still set', async () => {
    const old = await token({}, 'the secret before, long enough too')
    const both = createJwtVerifier({ ...byGateway, secrets: [of(secret), of('the secret before, long enough too')] })
    await expect(both.verify(old)).resolves.toMatchObject({ companyId: company })
    await expect(createJwtVerifier(byGateway).verify(old)).rejects.toMatchObject(invalid)
  })

  test.each([
    ['no token at all', async () => 'abc'],
    ['nothing between the dots', async () => '..'],
    ['one without a signature', async () => new UnsecuredJWT({ sub: user, exp: now() + 600 }).encode()],
    ['one without an end', async () => token({ exp: undefined })],
    ['one without a user', async () => token({ sub: undefined })],
    ['one of a user without a name', async () => token({ sub: ' ' })],
    ['one of another secret', async () => token({}, 'another secret that is long enough')],
    ['one that was changed', async () => `${(await token()).slice(0, -6)}AAAAAA`],
    [
      'one signed with a key of its own',
      async () => token({}, (await generateKeyPair('RS256')).privateKey, { alg: 'RS256' }),
    ],
  ])('is not %s', async (_what, made) => {
    await expect(createJwtVerifier(byGateway).verify(await made())).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('a token of an identity provider', () => {
  const provider = async () => {
    const published: object[] = []
    const server = await startFakeServer(() => ({ status: 200, json: { keys: published } }))
    const rotate = async (kid: string) => {
      const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
      published.splice(0, published.length, { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' })
      return { publicKey, sign: (claims: JWTPayload = {}) => token(claims, privateKey, { alg: 'RS256', kid }) }
    }
    const options = { ...byGateway, secrets: [], jwksUrl: `${server.url}/jwks`, jwksPauseMs: 0 }
    return { server, rotate, options }
  }

  test('is verified by the published key, also after the keys were changed', async () => {
    const { server, rotate, options } = await provider()
    const { verify } = createJwtVerifier({ ...options, issuer: 'https://id.example/', audience: 'atenex' })
    const claims = { iss: 'https://id.example/', aud: ['atenex', 'other'] }
    const first = await rotate('one')
    await expect(verify(await first.sign(claims))).resolves.toMatchObject({ companyId: company, userId: user })
    await expect(verify(await first.sign({ ...claims, aud: 'other' }))).rejects.toMatchObject(invalid)
    await expect(verify(await first.sign({ ...claims, iss: 'https://evil.example/' }))).rejects.toMatchObject(invalid)
    const second = await rotate('two')
    await expect(verify(await second.sign(claims))).resolves.toMatchObject({ companyId: company })
    await server[Symbol.asyncDispose]()
  })

  test('is not one that takes the public key for a secret', async () => {
    const { server, rotate, options } = await provider()
    const { publicKey } = await rotate('one')
    const forged = await token({}, await exportSPKI(publicKey), { alg: 'HS256', kid: 'one' })
    await expect(createJwtVerifier(options).verify(forged)).rejects.toMatchObject(invalid)
    const both = createJwtVerifier({ ...options, secrets: [of(secret)] })
    await expect(both.verify(forged)).rejects.toMatchObject(invalid)
    await server[Symbol.asyncDispose]()
  })

  test.each([
    ['an outage', async () => ({ status: 503 })],
    ['another page', async () => ({ status: 200, text: '<html>Log in</html>' })],
    ['a redirect', async () => ({ status: 302, text: '' })],
    ['no keys', async () => ({ status: 200, json: { keys: 'none' } })],
    ['more than anybody’s keys', async () => ({ status: 200, json: { keys: [], padding: 'x'.repeat(2_000_000) } })],
  ])(
    'goes on being verified by the known keys while %s is in their place, and new ones are waited for',
    async (_what, bad) => {
      const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
      const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }
      let isAway = false
      await using server = await startFakeServer(async () => (isAway ? bad() : { status: 200, json: { keys: [key] } }))
      const clock = createTestClock()
      const options = { ...byGateway, secrets: [], jwksUrl: server.url, clock }
      const { verify } = createJwtVerifier(options)
      const known = await token({}, privateKey, { alg: 'RS256', kid: 'one' })
      const unknown = await token({}, (await generateKeyPair('RS256')).privateKey, { alg: 'RS256', kid: 'two' })
      await verify(known)
      isAway = true
      await clock.tick(3_600_000)
      await expect(verify(known)).resolves.toMatchObject({ companyId: company })
      await clock.tick(60_000)
      await expect(verify(unknown)).rejects.toMatchObject({ code: 'identity_unavailable', retryable: true })
      // whoever asks first of a process
      await expect(createJwtVerifier(options).verify(known)).rejects.toMatchObject({ code: 'identity_unavailable' })
      await clock.tick(86_400_000)
      await expect(verify(known)).rejects.toMatchObject({ code: 'identity_unavailable' })
      isAway = false
      await clock.tick(60_000)
      await expect(verify(known)).resolves.toMatchObject({ companyId: company })
    },
  )

  test('that names no key is verified by whichever of several fits', async () => {
    const pairs = await Promise.all([1, 2].map(() => generateKeyPair('RS256', { extractable: true })))
    const keys = await Promise.all(
      pairs.map(async ({ publicKey }) => ({ ...(await exportJWK(publicKey)), alg: 'RS256' })),
    )
    await using server = await startFakeServer(() => ({ status: 200, json: { keys } }))
    const { verify } = createJwtVerifier({ ...byGateway, secrets: [], jwksUrl: server.url })
    for (const { privateKey } of pairs) {
      await expect(verify(await token({}, privateKey, { alg: 'RS256' }))).resolves.toMatchObject({ companyId: company })
      const old = await token({ exp: now() - 600 }, privateKey, { alg: 'RS256' })
      await expect(verify(old)).rejects.toMatchObject({ message: 'The token has expired. Log in again.' })
    }
    const { privateKey } = await generateKeyPair('RS256')
    await expect(verify(await token({}, privateKey, { alg: 'RS256' }))).rejects.toMatchObject(invalid)
  })

  test('of a key nobody has published makes the address be asked once in a while only', async () => {
    const { server, rotate, options } = await provider()
    const { sign } = await rotate('one')
    const { verify } = createJwtVerifier({ ...options, jwksPauseMs: 30_000, clock: createTestClock() })
    await verify(await sign())
    const { privateKey } = await generateKeyPair('RS256')
    for (const kid of ['x', 'y', 'z']) {
      await expect(verify(await token({}, privateKey, { alg: 'RS256', kid }))).rejects.toMatchObject(invalid)
    }
    expect(server.received).toHaveLength(1)
    await server[Symbol.asyncDispose]()
  })

  test('cannot be told while its keys cannot be read', async () => {
    const { server, rotate, options } = await provider()
    const { sign } = await rotate('one')
    await server[Symbol.asyncDispose]()
    const away = { code: 'identity_unavailable', retryable: true }
    await expect(createJwtVerifier(options).verify(await sign())).rejects.toMatchObject(away)
  })
})
