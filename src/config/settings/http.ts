import { integer, oneOf, optional, required, secret } from '../setting.ts'
import { http } from './readers.ts'

export const identity = {
  auth: optional('ATENEX_AUTH', {
    section: 'Identity and limits',
    type: oneOf(['local', 'gateway']),
    roles: http,
    defaultText: '`local` on a loopback address; elsewhere the start is refused',
    description:
      '`local`: missing identity headers mean a fixed local company and user, only on a loopback address. `gateway`: `X-Company-ID` and `X-User-ID` come from a trusted gateway and are required.',
    example: 'gateway',
  }),
  operatorToken: secret('ATENEX_OPERATOR_TOKEN', {
    section: 'Identity and limits',
    defaultText: 'not set: only connections from this machine',
    description:
      'Who sends it as `Authorization: Bearer …` is an operator: may read `/metrics`, run `/api/v1/check` and see reasons and versions in `/ready` and `/health`.',
  }),
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
    description: 'Longest time in which nothing of an upload comes before it is given up with 408.',
    example: '120',
  }),
  uploadMinBytesPerSecond: required('ATENEX_UPLOAD_MIN_BYTES_PER_SECOND', 1_000, {
    section: 'Identity and limits',
    type: integer(0, 1_000_000),
    roles: ['ingest-api'],
    description: 'Slowest upload, on average over two minutes; 0 for no such limit.',
    example: '200',
  }),
  uploadsAtATime: required('ATENEX_UPLOADS', 64, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description:
      'Uploads taken at the same time, each with a copy on disk of at most the largest file. More of them wait up to 20 s and are then refused with 503 and `Retry-After`.',
    example: '16',
  }),
  uploadsPerCompany: required('ATENEX_UPLOADS_PER_COMPANY', 16, {
    section: 'Identity and limits',
    type: integer(1, 10_000),
    roles: ['ingest-api'],
    description: 'The same of one company, refused with 429.',
    example: '8',
  }),
  bodySeconds: required('ATENEX_REQUEST_BODY_SECONDS', 15, {
    section: 'Identity and limits',
    type: integer(1, 600),
    roles: http,
    description: 'Time for the body of any other request, such as a question, to come.',
    example: '30',
  }),
}
