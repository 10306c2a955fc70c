import type { ObjectShape, Route, RouteCaller } from '../routes/route.ts'
import { jsonSchema } from './json-schema.ts'
import { describeReplyHeaders } from './reply-headers.ts'

type Json = Record<string, unknown>

/** One route as an OpenAPI operation. */
export function describeOperation(route: Route): Json {
  const parameters = [
    ...parametersIn('path', route.params),
    ...parametersIn('query', route.query),
    ...callerHeaders(route.caller),
    ...Object.entries(route.headers ?? {}).map(([name, description]) => header(name, description, { type: 'string' })),
  ]
  return {
    operationId: route.name,
    tags: [route.service],
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(route),
    responses: responsesOf(route),
    ...securityOf(route.caller),
  }
}

/** Never required by the description: who may do without depends on the installation. */
function securityOf(caller: RouteCaller): Json {
  if (caller === 'nobody') return {}
  return { security: [{ [caller === 'operator' ? 'operator' : 'caller']: [] }, {}] }
}

function parametersIn(place: 'path' | 'query', shape: ObjectShape): Json[] {
  if (shape === null) return []
  const { properties = {}, required = [] } = jsonSchema(shape, 'input') as {
    readonly properties?: Readonly<Record<string, Json>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

const anId = { type: 'string', format: 'uuid' }

/** A local server knows who asks without them. */
function callerHeaders(caller: RouteCaller): Json[] {
  const company = header(
    'X-Company-ID',
    'Whose documents: the gateway sends it. A local server does without.',
    anId,
    true,
  )
  switch (caller) {
    case 'nobody':
    case 'operator':
      return []
    case 'company':
      return [company]
    case 'company and any user':
      return [company, header('X-User-ID', 'Who asks; any text.', { type: 'string', minLength: 1 }, true)]
    case 'company and user':
      return [company, header('X-User-ID', 'Whose chats.', anId, true)]
  }
}

function header(name: string, description: string, schema: Json, required = false): Json {
  return { name, in: 'header', required, description, schema }
}

function bodyOf({ body, bodyOptional = false, form = false }: Route): Json {
  if (body === null) return {}
  const type = form ? 'multipart/form-data' : 'application/json'
  return {
    requestBody: {
      required: !bodyOptional,
      content: { [type]: { schema: jsonSchema(bodyOptional ? body.nullable() : body, 'input') } },
    },
  }
}

/** Where callers show keys or tokens (`ATENEX_AUTH`); behind a gateway, which has asked already, nobody is answered so. */
const identityRefusals = {
  401: 'The key or token is missing, unknown or out of date.',
  403: 'The key or token is of another company, or may not do this.',
  503: 'Who asks cannot be found out now: a part that tells is away. Try again later.',
}

function responsesOf({ success, also = {}, refusals, refusalJson = {}, body, caller }: Route): Json {
  const sent = success.json === null ? {} : { 'application/json': { schema: jsonSchema(success.json, 'output') } }
  const others = Object.fromEntries((success.media ?? []).map((type) => [type, { schema: mediaSchema(type) }]))
  const content = { ...sent, ...others }
  const errors = {
    ...(body === null ? {} : { 408: 'The body did not come in time.', 413: 'The body is too large.' }),
    ...(caller === 'nobody' || caller === 'operator' ? {} : identityRefusals),
    ...refusals,
  }
  const own: Readonly<Record<string, NonNullable<Route['body']> | undefined>> = refusalJson
  return {
    [success.status]: {
      description: success.says,
      headers: describeReplyHeaders(success.status, success.headers),
      ...(Object.keys(content).length === 0 ? {} : { content }),
    },
    ...Object.fromEntries(
      Object.entries(also).map(([status, description]) => [
        status,
        {
          description,
          headers: describeReplyHeaders(Number(status), success.headers),
          ...(status === '304' ? {} : { content: others }),
        },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(errors).map(([status, description]) => {
        const shape = own[status]
        const schema = shape === undefined ? { $ref: '#/components/schemas/ErrorReply' } : jsonSchema(shape, 'output')
        const headers = describeReplyHeaders(Number(status))
        return [status, { description, headers, content: { 'application/json': { schema } } }]
      }),
    ),
  }
}

/** Bytes have no schema in OpenAPI 3.1, and readers of it take that of events for that of each of them. */
function mediaSchema(type: string): Json {
  return type.startsWith('text/') && type !== 'text/event-stream' ? { type: 'string' } : {}
}
