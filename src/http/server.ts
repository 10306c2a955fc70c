import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorReply } from '../contract/errors.ts'
import { AppError } from '../domain/errors.ts'
import type { Log } from '../ports/log.ts'
import { errorHandler } from './error-handler.ts'
import { requireLoopbackHost, type AuthMode } from './identity.ts'

export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface ServerOptions {
  readonly auth: AuthMode
  readonly maxUploadBytes: number
  readonly log: Log
}

/** JSON bodies are questions and lists of ids; files do not count. */
const bodyLimit = 1_000_000
/** Text fields and part headers around the file of an upload. */
export const multipartOverheadBytes = 200_000

const nothingHere = 'There is nothing at this address.'

/** Fastify with limits, request ids, timings and the one error handler. Replies are never compressed: the gateway strips the header. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const app: Server = Fastify({
    logger: false,
    bodyLimit,
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    // a request must begin to arrive at once; a slow upload may take its time
    connectionTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 75_000,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    // addresses that the router cannot read come here and not to the error handler
    frameworkErrors: (error, request, reply: FastifyReply) => {
      options.log.info({ requestId: request.id, code: error.code }, 'request was refused')
      const body: ErrorReply = { detail: nothingHere, code: 'not_found' }
      return reply.code(404).header('x-request-id', request.id).send(body)
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(errorHandler(options.log))
  app.setNotFoundHandler(() => {
    throw new AppError('not_found', nothingHere)
  })
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // clients announce JSON also where they send none, such as with a DELETE; the original does not mind
    if (body === '') done(null)
    else return parseJson(request, String(body), done)
  })
  await app.register(multipart, {
    limits: { fileSize: options.maxUploadBytes + 1, files: 4, fields: 10, fieldSize: 100_000, parts: 12 },
    throwFileSizeLimit: false,
  })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (options.auth === 'local') requireLoopbackHost(request)
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-process-time-ms', reply.elapsedTime.toFixed(2))
  })
  app.addHook('onResponse', async (request, reply) => {
    options.log.debug(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'answered request',
    )
  })
  return app
}
