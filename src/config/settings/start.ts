import { z } from 'zod'

import { integer, oneOf, optional, required, roles, text } from '../setting.ts'
import type { Role } from '../setting.ts'
import { http } from './readers.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'fatal'] as const

export const start = {
  dataDir: required('ATENEX_DATA_DIR', './.atenex', {
    section: 'Start',
    type: text(),
    description:
      'Folder for everything kept on this machine: embedded PostgreSQL, vectors, originals, unpacked models.',
    example: '/var/lib/atenex/data',
  }),
  roles: required<readonly Role[]>('ATENEX_ROLES', roles, {
    section: 'Start',
    type: roleList(),
    defaultText: 'all',
    description: `What this process does: \`all\`, or a comma-separated list of ${roles.map((role) => `\`${role}\``).join(', ')}. \`console\` is reserved.`,
    example: 'ingest-api,query-api',
  }),
  host: required('ATENEX_HOST', '127.0.0.1', {
    section: 'Start',
    type: text(),
    roles: http,
    description: 'Address the HTTP server listens on. Anything but a loopback address needs an explicit `ATENEX_AUTH`.',
    example: '0.0.0.0',
  }),
  port: required('ATENEX_PORT', 8080, {
    aliases: ['PORT'],
    section: 'Start',
    type: integer(0, 65_535),
    roles: http,
    description: 'Port of the HTTP server; 0 takes any free one.',
    example: '8001',
  }),
  healthPort: optional('ATENEX_HEALTH_PORT', {
    section: 'Start',
    type: integer(0, 65_535),
    roles: ['ingest-worker'],
    defaultText: 'not set: the worker serves no HTTP',
    description:
      'Port on which a worker that runs alone answers `/started`, `/ready`, `/health` and `/metrics`, for probes and Prometheus.',
    example: '8002',
  }),
  logLevel: required<(typeof logLevels)[number]>('ATENEX_LOG_LEVEL', 'info', {
    aliases: ['INGEST_LOG_LEVEL', 'QUERY_LOG_LEVEL'],
    section: 'Start',
    type: oneOf(logLevels, { warning: 'warn', critical: 'fatal' }),
    description: 'Least severe message that is logged. The names `WARNING` and `CRITICAL` are understood too.',
    example: 'debug',
  }),
  drainSeconds: required('ATENEX_DRAIN_SECONDS', 0, {
    section: 'Start',
    type: integer(0, 300),
    roles: http,
    description:
      'Time before a clean stop in which requests are still answered and each connection is then closed, while `/ready` says no, so that clients find another process. `0` where there is no other.',
    example: '10',
  }),
  shutdownSeconds: required('ATENEX_SHUTDOWN_SECONDS', 20, {
    section: 'Start',
    type: integer(1, 600),
    description: 'Time for a clean stop. Jobs that are not done by then go back to the queue.',
    example: '60',
  }),
}

function roleList(): z.ZodType<readonly Role[], string> {
  return z.string().transform((given, context) => {
    const names = given
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '')
    if (names.length === 1 && names[0] === 'all') return roles
    if (names.includes('console')) {
      context.addIssue({ code: 'custom', message: 'names the role console, which is reserved and does nothing yet' })
      return z.NEVER
    }
    if (names.length > 0 && names.every((name) => roles.some((role) => role === name))) {
      return roles.filter((role) => names.includes(role))
    }
    context.addIssue({ code: 'custom', message: `must be all or a comma-separated list of ${roles.join(', ')}` })
    return z.NEVER
  })
}
