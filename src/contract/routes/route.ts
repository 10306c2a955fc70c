import type { z } from 'zod'

// One description of every route. The server registers and validates by it, the client calls by it, and OpenAPI, the
// table of compatibility and the tests on the raw wire are made from it.

/** Whose API a route belongs to. The original's two services refuse a bad request in different shapes. */
export type RouteService = 'ingest' | 'query' | 'operators' | 'probes'

/** Who must say who they are, and how much. `any user`: a user must be named, but need not be a UUID. */
export type RouteCaller = 'nobody' | 'company' | 'company and any user' | 'company and user' | 'operator'

export type Method = 'GET' | 'POST' | 'DELETE'

export type ObjectShape = z.ZodObject | null
export type Shape = z.ZodType | null

/** Headers of replies besides those of HTTP itself; `openapi/reply-headers.ts` says what they are. */
export type ReplyHeader =
  | 'X-Request-ID'
  | 'X-Process-Time-Ms'
  | 'Cache-Control'
  | 'X-Content-Type-Options'
  | 'Content-Language'
  | 'Retry-After'
  | 'WWW-Authenticate'
  | 'ETag'
  | 'Accept-Ranges'
  | 'Content-Range'
  | 'Content-Disposition'
  | 'Content-Security-Policy'
  | 'X-Accel-Buffering'

/** Sent when all went well. */
export interface RouteSuccess<J extends Shape = Shape> {
  readonly status: 200 | 201 | 202 | 204
  readonly says: string
  /** Null: nothing is sent (204), or something that is no JSON. */
  readonly json: J
  /** Media types besides JSON. */
  readonly media?: readonly string[]
  /** Besides those of every reply. */
  readonly headers?: readonly ReplyHeader[]
}

/** A status that is no success, and when it is sent. Its body is an `ErrorReply`. */
export type Refusals = Readonly<Partial<Record<RefusalStatus, string>>>
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 416 | 422 | 429 | 500 | 503

export interface Route<
  P extends ObjectShape = ObjectShape,
  Q extends ObjectShape = ObjectShape,
  B extends Shape = Shape,
  J extends Shape = Shape,
> {
  /** Name of the operation, unique; `operationId` in OpenAPI. */
  readonly name: string
  readonly service: RouteService
  readonly caller: RouteCaller
  readonly method: Method
  /** With parameters in braces, as in OpenAPI. */
  readonly path: string
  /** Other paths that lead to the same, not in OpenAPI. */
  readonly aliases: readonly string[]
  readonly summary: string
  /** What clients of the original have to know that is different now. */
  readonly deviations?: readonly string[]
  /** Whether the original has it. */
  readonly original: boolean
  readonly params: P
  readonly query: Q
  /** JSON, or a form when `form` is set. */
  readonly body: B
  /** No body is the same as an empty object. */
  readonly bodyOptional?: boolean
  readonly form?: boolean
  /** Request headers besides those of the caller. */
  readonly headers?: Readonly<Record<string, string>>
  readonly success: RouteSuccess<J>
  /** Other successes, such as a part of a file; 304 has no body. */
  readonly also?: Readonly<Partial<Record<206 | 304, string>>>
  readonly refusals: Refusals
  /** Where a refusal has a body of its own. */
  readonly refusalJson?: Readonly<Partial<Record<RefusalStatus, z.ZodType>>>
}

export function defineRoute<P extends ObjectShape, Q extends ObjectShape, B extends Shape, J extends Shape>(
  route: Route<P, Q, B, J>,
): Route<P, Q, B, J> {
  return route
}

/** What a handler gets of a part of the request, and what a client reads. */
export type Read<S extends Shape> = S extends z.ZodType ? z.output<S> : null
/** What is written on either side. */
export type Written<S extends Shape> = S extends z.ZodType ? z.input<S> : null

/** The path and its aliases. */
export function pathsOf({ path, aliases }: Pick<Route, 'path' | 'aliases'>): readonly string[] {
  return [path, ...aliases]
}
