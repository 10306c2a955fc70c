import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../domain/errors.ts'
import { bearerToken } from './bearer-token.ts'
import { comesFromThisMachine } from './this-machine.ts'

/** Who may see what concerns the whole installation: addresses, versions, figures of all companies. */
export interface OperatorGate {
  isOperator(request: FastifyRequest): boolean
  /** @throws AppError `operator_token_required` or `forbidden`, with what to do. */
  require(request: FastifyRequest): void
}

/**
 * @param token asked anew each time, so that a rotated one is taken; null: operators are those on this machine.
 * @param hasRight whether the request carries a token of another kind with the right of operators.
 */
export function createOperatorGate(
  token: { reveal(): string } | null,
  hasRight: (request: FastifyRequest) => boolean = () => false,
): OperatorGate {
  const isOperator = (request: FastifyRequest) =>
    hasRight(request) ||
    (token === null ? comesFromThisMachine(request) : sameText(bearerToken(request), token.reveal()))
  return {
    isOperator,
    require: (request) => {
      if (isOperator(request)) return
      if (token !== null) {
        const sentence = 'This is for operators: send the header "Authorization: Bearer" with ATENEX_OPERATOR_TOKEN.'
        const spanish =
          'Esto es solo para quien administra Atenex: envía la cabecera «Authorization: Bearer» con ATENEX_OPERATOR_TOKEN.'
        throw new AppError('operator_token_required', sentence, { spanish })
      }
      throw new AppError(
        'forbidden',
        'This is for operators: ask from the machine itself, or set ATENEX_OPERATOR_TOKEN and send it.',
        {
          spanish:
            'Esto es solo para quien administra Atenex: pide desde la propia máquina, o configura ATENEX_OPERATOR_TOKEN y envíalo.',
        },
      )
    },
  }
}

/** Takes the same time wherever the first difference is. */
function sameText(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
