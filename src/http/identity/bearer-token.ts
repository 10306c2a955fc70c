import type { FastifyRequest } from 'fastify'

/** The token of `Authorization: Bearer`; empty when there is none. */
export function bearerToken({ headers }: Pick<FastifyRequest, 'headers'>): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}
