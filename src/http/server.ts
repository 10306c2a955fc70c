// The HTTP side. `server.ts` builds the server; `routes/` connects each route, as `contract/routes` describes it, with a use case. Before a
// handler come `body/` (limits), `upload/` (forms) and `identity/` (who is asking); `errors/` turns a code into a status and a sentence.
import Fastify, {
  type FastifyBaseLogger,
  type FastifyBodyParser,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { maxHeaderSize, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Tracer } from '../ports/tracer.ts'
import type { RequestObserver } from '../ports/work-observers.ts'
import { boundBodies } from './body/bound-bodies.ts'
import type { BodyLimits } from './body/guarded-body.ts'
import { errorHandler, notReadable, toErrorReply } from './errors/error-handler.ts'
import type { AuthMode } from './identity/identity.ts'
import { watchMethods } from './errors/allowed-methods.ts'
import { refuseUnmetRequests, refuseUnreadable, requireClear } from './errors/parser-refusals.ts'
import { roleServing } from './errors/served-elsewhere.ts'
import { replyLanguage } from './errors/reply-language.ts'
import { validateFields } from './errors/validate-fields.ts'
import { nameReplies, nameReply } from './reply-headers.ts'
import { watchReplies } from './reply-watch.ts'
import { requestId } from './request-id.ts'
import { stopInOrder } from './stop.ts'
import { traceRequests } from './trace-requests.ts'
import { requireThisMachine } from './identity/this-machine.ts'
import { multipartOverheadBytes } from './upload/receive-upload.ts'
import { utf8Of } from './utf8.ts'

export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** How large the bodies of requests may be, and how slowly they may come. */
export interface HttpLimits {
  /** The file of an upload. */
  readonly maxUploadBytes: number
  /** Longest time without a byte of an upload. */
  readonly uploadIdleMs: number
  /** Slowest upload, on average over two minutes. */
  readonly uploadMinBytesPerSecond: number
  /** Time for the whole body of any other request. */
  readonly bodyMs: number
}

export interface ServerOptions {
  readonly auth: AuthMode
  readonly limits: HttpLimits
  readonly log: Log
  readonly clock: Clock
  /** Time that a stop leaves the requests that are being answered. */
  readonly answersMs: number
  readonly requests?: RequestObserver
  readonly tracer?: Tracer
}

/** JSON bodies are questions and lists of ids; files do not count. */
const bodyLimit = 1_000_000

function nothingHere(role: string | null): AppError {
  if (role === null)
    return new AppError('not_found', 'There is nothing at this address.', { spanish: 'En esta dirección no hay nada.' })
  const sentence = `This process does not serve that address: ask one that has the role ${role} (ATENEX_ROLES).`
  const spanish = `Este proceso no atiende esa dirección: pregunte a uno que tenga el rol ${role} (ATENEX_ROLES).`
  return new AppError('not_found', sentence, { spanish })
}

/** Fastify with limits, request ids, timings and the one error handler. Replies are never compressed: the gateway strips the header. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { log, clock } = options
  const app: Server = Fastify({
    logger: false,
    bodyLimit,
    requestIdHeader: false,
    genReqId: requestId,
    // a request must begin to arrive at once; what its body may take is decided by `boundBodies`
    connectionTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 75_000,
    // of what is sent twice the last one counts, as in the original
    routerOptions: {
      ignoreTrailingSlash: true,
      querystringParser: (query) => Object.fromEntries(new URLSearchParams(query)),
      // an id of any length is refused as one, not told to be no address; headers and address have a limit together
      maxParamLength: maxHeaderSize,
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { requireHostHeader: false },
    clientErrorHandler: refuseUnreadable,
    // addresses that the router cannot read come here and not to the error handler
    frameworkErrors: (error, request, reply: FastifyReply) => {
      log.info({ requestId: request.id, code: error.code }, 'request was refused')
      nameReply(request, reply)
      const language = replyLanguage(request)
      reply.code(404).header('content-language', language).header('x-process-time-ms', reply.elapsedTime.toFixed(2))
      return reply.send(toErrorReply(nothingHere(null), language))
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validateFields)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(errorHandler(log))
  const allowedAt = watchMethods(app)
  const refuseUnknown = (request: FastifyRequest) => {
    const allow = allowedAt(request.url)
    if (allow === null) throw nothingHere(roleServing(request.url))
    const sentence = `This address exists, but not for ${request.method}. It takes ${allow}.`
    const spanish = `Esta dirección existe, pero no para ${request.method}. Admite ${allow}.`
    throw new AppError('method_not_allowed', sentence, { spanish, details: { allow } })
  }
  // before every other hook: whoever refuses a request is counted too
  if (options.requests !== undefined) countRequests(app, options.requests)
  if (options.tracer !== undefined) traceRequests(app, options.tracer)
  nameReplies(app)
  // a body for an address that is none is not even looked at
  app.addHook('onRequest', async (request) => {
    if (request.is404) refuseUnknown(request)
  })
  app.setNotFoundHandler(refuseUnknown)
  parseBodies(app)
  refuseUnmetRequests(app.server)
  app.addHook('onRequest', async (request) => {
    requireClear(request.raw)
    if (options.auth === 'local') requireThisMachine(request)
  })
  const replies = watchReplies(app.server, clock, log)
  const bodies = boundBodies(app, { ...bodyLimits(options.limits), clock })
  stopInOrder(app, { bodies, replies, clock, answersMs: options.answersMs })
  tellTimes(app, log)
  return app
}

function bodyLimits({ maxUploadBytes, uploadIdleMs, uploadMinBytesPerSecond, bodyMs }: HttpLimits) {
  const maxBytes = maxUploadBytes + multipartOverheadBytes
  return {
    upload: { maxBytes, idleMs: uploadIdleMs, minBytesPerSecond: uploadMinBytesPerSecond, totalMs: null },
    other: { maxBytes: bodyLimit, idleMs: bodyMs, minBytesPerSecond: 0, totalMs: bodyMs },
  } satisfies Record<string, BodyLimits>
}

function parseBodies(app: Server): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  const json: FastifyBodyParser<Buffer> = (request, body, done) => {
    // clients announce JSON also where they send none, such as with a DELETE; the original does not mind
    if (body.length === 0 || takesNoBody(request)) return done(null)
    if (isCompressed(request)) return done(compressed())
    const text = utf8Of(body)
    if (text === null) return done(notUtf8())
    return parseJson(request, text, (error, value) => done(error === null ? null : noObject(text), value))
  }
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, json)
  app.addContentTypeParser(/^application\/[\w.+-]+\+json/, { parseAs: 'buffer' }, json)
  // the original takes a body of no type for JSON as well; one of another type is not even read
  app.addContentTypeParser('*', (request, body, done) => {
    const readable = request.headers['content-type'] === undefined || request.headers['content-length'] === '0'
    if (!readable && !takesNoBody(request)) return done(notReadable())
    buffer(body).then((whole) => json(request, whole, done), done)
  })
  // a form is read by its route while it comes
  app.addContentTypeParser('multipart/form-data', (request, body, done) => {
    if (takesNoBody(request)) done(null, body)
    else if (isCompressed(request)) done(compressed())
    else if (request.routeOptions.config.upload === false) done(notReadable())
    else done(null, body)
  })
}

/** Whatever is sent to such a route, of whatever type, is passed over, as by the original. */
function takesNoBody({ routeOptions }: FastifyRequest): boolean {
  const { route } = routeOptions.config
  return route !== undefined && route.body === null && route.form !== true
}

/** Without the text that is wrong: it may be a question. */
function noObject(text: string): AppError {
  try {
    JSON.parse(text)
    const sentence = 'A field must not be called __proto__, nor hold constructor.prototype.'
    const spanish = 'Ningún campo puede llamarse __proto__ ni contener constructor.prototype.'
    return new AppError('invalid_request', sentence, { spanish })
  } catch (cause) {
    return new AppError('invalid_request', 'The body is not valid JSON.', {
      spanish: 'El cuerpo de la petición no es JSON válido.',
      cause,
    })
  }
}

function isCompressed({ headers }: FastifyRequest): boolean {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding !== '' && coding !== 'identity'
}

function compressed(): AppError {
  return new AppError('invalid_request', 'Send the body as it is: one with a Content-Encoding is not read.', {
    spanish: 'Envía el cuerpo tal cual: no se leen cuerpos con Content-Encoding.',
  })
}

function notUtf8(): AppError {
  return new AppError('invalid_request', 'Send JSON in UTF-8: the body is in another encoding.', {
    spanish: 'Envía el JSON en UTF-8: el cuerpo está en otra codificación.',
  })
}

function tellTimes(app: Server, log: Log): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-process-time-ms', reply.elapsedTime.toFixed(2))
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, id } = request
    const durationMs = Math.round(reply.elapsedTime)
    const fields = { requestId: id, method, route: request.routeOptions.url, status: reply.statusCode, durationMs }
    log.debug(fields, 'answered request')
  })
}

function countRequests(app: Server, requests: RequestObserver): void {
  app.addHook('onRequest', async () => requests.began())
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    requests.ended({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms: reply.elapsedTime })
  })
}
