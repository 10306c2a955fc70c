import type { Refusals, RouteCaller, RouteService } from './route.ts'

const unavailable = 'A required part is away. `Retry-After` says when to try again.'
const internal = 'Internal error.'

/** What every route of a service may answer. The original's ingest service calls a bad company id a 400, its query service a 422. */
export function commonRefusals(service: RouteService, caller: RouteCaller): Refusals {
  const always = { 500: internal, 503: unavailable }
  if (caller === 'nobody') return always
  if (caller === 'operator') {
    return {
      ...always,
      401: 'The operator token is missing or wrong.',
      403: 'Not an operator. Without `ATENEX_OPERATOR_TOKEN`, connections from the machine itself are.',
    }
  }
  const bad = 'A parameter, the body or a header is missing or not valid.'
  return service === 'ingest'
    ? { ...always, 400: '`X-Company-ID` is not one UUID.', 422: bad }
    : { ...always, 422: `${bad} Also for headers that are not one UUID each.` }
}
