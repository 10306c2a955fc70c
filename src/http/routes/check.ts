import type { CheckReply } from '../../contract/health.ts'
import { checkRoute, writingCheckRoute } from '../../contract/routes/operator-routes.ts'
import { AppError } from '../../domain/errors.ts'
import { createLimiter } from '../../flow/limiter.ts'
import { singleFlight } from '../../flow/single-flight.ts'
import { replyUnwanted } from '../client-gone.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface CheckRouteDeps {
  readonly operators: OperatorGate
  /** Asks every part right now; with `write`, also writes, reads and deletes a row in a scratch collection. */
  readonly check: (write: boolean) => Promise<CheckReply>
}

/** One check runs at a time, and whoever asks for the same meanwhile gets its reply: it takes long and asks every part. */
export function checkRoutes(app: Server, { operators, check }: CheckRouteDeps): void {
  const limiter = createLimiter({ size: 1 })
  const untilDone = new AbortController().signal
  const reading = singleFlight(() => limiter.run(untilDone, () => check(false)))
  const writing = singleFlight(() => limiter.run(untilDone, () => check(true)))

  serveRoute(app, checkRoute, async ({ query, request, reply }) => {
    operators.require(request)
    if (query.write) {
      const spanish = 'La comprobación que escribe es POST /api/v1/check.'
      throw new AppError('invalid_request', 'A check that writes is POST /api/v1/check.', { spanish })
    }
    return reading(replyUnwanted(reply))
  })

  serveRoute(app, writingCheckRoute, async ({ request, reply }) => {
    operators.require(request)
    return writing(replyUnwanted(reply))
  })
}
