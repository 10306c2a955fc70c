import { AppError } from '../domain/errors.ts'
import type { Server } from './server.ts'

/**
 * Opens the port and returns the address.
 * @throws AppError `conflict` for a port in use, which another start may find free, or `configuration`.
 */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await server.listen({ host: addressOf(host), port })
  } catch (error) {
    throw listenFailure(error, { host, port })
  }
}

/** Why a port could not be opened, as a sentence that names the setting; anything else as it is. */
export function listenFailure(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const place = `port ${port} of ${host}`
  if (code === 'EADDRINUSE') {
    const sentence = `Another program uses ${place}: stop it, or choose another port with ATENEX_PORT.`
    return new AppError('conflict', sentence, { cause: error })
  }
  const hint: Readonly<Record<string, string>> = {
    EACCES: `This account may not listen on ${place}: choose a port above 1023 with ATENEX_PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: correct ATENEX_HOST.`,
    ENOTFOUND: `The name ${host} is not known: correct ATENEX_HOST.`,
  }
  const sentence = hint[String(code)]
  return sentence === undefined ? error : new AppError('configuration', sentence, { cause: error })
}

/** Fastify would open a second server for the other address of `localhost`, without our limits. */
export const addressOf = (host: string): string => (host === 'localhost' ? '127.0.0.1' : host)
