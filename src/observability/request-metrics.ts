import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { RequestObserver } from '../ports/work-observers.ts'

/** Up to the longest a question may take. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function countRequests(registry: Registry): RequestObserver {
  const registers = [registry]
  const requests = new Counter({
    name: 'atenex_http_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'atenex_http_request_seconds',
    help: 'From the first byte of a request to the last of its reply.',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  })
  const running = new Gauge({ name: 'atenex_http_requests_running', help: 'Requests being answered.', registers })
  return {
    began: () => running.inc(),
    ended: ({ method, route, status, ms }) => {
      running.dec()
      requests.inc({ method, route, status: String(status) })
      seconds.observe({ method, route }, ms / 1000)
    },
  }
}
