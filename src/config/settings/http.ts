import { z } from 'zod'
import { address, integer, oneOf, optional, required, secret, text } from '../setting.ts'
import type { Right, RoleRights } from '../schema.ts'
import { http } from './readers.ts'

const defaultRoles: RoleRights = new Map<string, Right>([
  ['user', 'write'],
  ['admin', 'write'],
  ['reader', 'read'],
  ['operator', 'operator'],
])

export const identity = {
  auth: optional('ATENEX_AUTH', {
    section: 'Identity and limits',
    type: oneOf(['local', 'gateway', 'jwt', 'keys']),
    roles: http,
    defaultText: '`local` on a loopback address; elsewhere the start is refused',
    description:
      '`local`: missing identity headers mean a fixed local company and user, only on a loopback address. `gateway`: `X-Company-ID` and `X-User-ID` come from a trusted gateway and are required. `jwt`: `Authorization: Bearer` carries a token of the gateway or of an identity provider. `keys`: it carries a key made by `atenex keys create`. See docs/identity.md.',
    example: 'gateway',
  }),
  operatorToken: secret('ATENEX_OPERATOR_TOKEN', {
    bearer: true,
    section: 'Identity and limits',
    defaultText: 'not set: only connections from this machine',
    description:
      'Token of operators, sent as `Authorization: Bearer …`: they may read `/metrics`, run `/api/v1/check`, create keys, and see reasons and versions in `/ready` and `/health`.',
  }),
  jwtSecret: secret('ATENEX_JWT_SECRET', {
    section: 'Identity and limits',
    roles: http,
    description:
      'With `ATENEX_AUTH=jwt`: the secret with which the gateway signs its tokens (HS256). It should have at least 32 bytes; the start warns of a shorter one.',
  }),
  jwtOldSecret: secret('ATENEX_JWT_OLD_SECRET', {
    section: 'Identity and limits',
    roles: http,
    description: 'The previous secret, while tokens signed with it are still valid.',
  }),
  jwksUrl: optional('ATENEX_JWT_JWKS_URL', {
    section: 'Identity and limits',
    type: address('https', 'http'),
    roles: http,
    description:
      'With `ATENEX_AUTH=jwt`: where an identity provider publishes its keys (RS256, PS256, ES256, EdDSA); fetched again when a token names an unknown key.',
    example: 'https://id.example/.well-known/jwks.json',
  }),
  jwtIssuer: optional('ATENEX_JWT_ISSUER', {
    section: 'Identity and limits',
    type: text(),
    roles: http,
    defaultText: 'not checked',
    description: 'What `iss` of a token must be.',
    example: 'https://id.example/',
  }),
  jwtAudience: optional('ATENEX_JWT_AUDIENCE', {
    section: 'Identity and limits',
    type: text(),
    roles: http,
    defaultText: 'not checked',
    description: 'What `aud` of a token must contain.',
    example: 'atenex',
  }),
  jwtRoles: required('ATENEX_JWT_ROLES', defaultRoles, {
    section: 'Identity and limits',
    type: roleRights(),
    roles: http,
    defaultText: 'user=write, admin=write, reader=read, operator=operator',
    description:
      'What the `roles` of a token allow: `role=right`, separated by commas; rights are `read`, `write` (which includes `read`) and `operator`. Other roles allow reading; a token without roles may write, since tokens of the gateway have none.',
    example: 'editor=write,viewer=read,sre=operator',
  }),
}

function roleRights(): z.ZodType<RoleRights, string> {
  return z.string().transform((given, context) => {
    const pairs = given.split(',').map((pair) => /^\s*([^=\s]+)\s*=\s*(read|write|operator)\s*$/.exec(pair))
    const found = pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2]] as [string, Right]]))
    if (found.length === pairs.length) return new Map(found)
    context.addIssue({ code: 'custom', message: 'must be role=right pairs; rights are read, write and operator' })
    return z.NEVER
  })
}

export const requests = {
  maxUploadMegabytes: required('ATENEX_MAX_UPLOAD_MB', 100, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description: 'Largest file that is accepted, in MiB.',
    example: '250',
  }),
  uploadIdleSeconds: required('ATENEX_UPLOAD_IDLE_SECONDS', 60, {
    section: 'Identity and limits',
    type: integer(1, 3_600),
    roles: ['ingest-api'],
    description: 'Longest silence during an upload before it is ended with 408.',
    example: '120',
  }),
  uploadMinBytesPerSecond: required('ATENEX_UPLOAD_MIN_BYTES_PER_SECOND', 1_000, {
    section: 'Identity and limits',
    type: integer(0, 1_000_000),
    roles: ['ingest-api'],
    description: 'Slowest upload that is accepted, averaged over two minutes; 0 for no limit.',
    example: '200',
  }),
  uploadsAtATime: required('ATENEX_UPLOADS', 64, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description:
      'Uploads accepted at the same time, each with a copy on disk. Further ones wait up to 20 s and are then refused with 503 and `Retry-After`.',
    example: '16',
  }),
  uploadsPerCompany: required('ATENEX_UPLOADS_PER_COMPANY', 16, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description: 'The same for one company; further ones are refused with 429.',
    example: '8',
  }),
  bodySeconds: required('ATENEX_REQUEST_BODY_SECONDS', 15, {
    section: 'Identity and limits',
    type: integer(1, 600),
    roles: http,
    description: 'Time for the body of any other request, such as a question, to arrive.',
    example: '30',
  }),
}
