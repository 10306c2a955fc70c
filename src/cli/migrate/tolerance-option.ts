import { InvalidArgumentError } from 'commander'
import { mostTolerance, parseTolerance, roundings, type VectorTolerance } from '../../domain/vector-tolerance.ts'

/** What `--tolerance` says. */
export function toleranceOf(text: string): VectorTolerance {
  const tolerance = parseTolerance(text)
  if (tolerance !== null) return tolerance
  throw new InvalidArgumentError(`It is one of ${roundings.join(', ')}, or a number above 0, up to ${mostTolerance}.`)
}
