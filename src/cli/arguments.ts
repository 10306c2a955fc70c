import { InvalidArgumentError } from 'commander'
import { canonicalUuid } from '../domain/ids.ts'

/** Parsers of command line values; what they refuse ends the command with exit code 2. */

export function uuidArgument(text: string): string {
  const id = canonicalUuid(text)
  if (id === null) throw new InvalidArgumentError('It is not a UUID (32 hexadecimal digits as 8-4-4-4-12).')
  return id
}

export function urlArgument(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It is not an address such as http://127.0.0.1:8080.')
  }
  // the transport refuses the first, and the paths of the interface would end up in the second
  if (url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError('It must hold no user or password: give a key with --key or ATENEX_API_KEY.')
  }
  if (url.search !== '' || url.hash !== '') throw new InvalidArgumentError('It must end with its path, without ? or #.')
  return text
}

/** Whole number within bounds. */
export function numberArgument(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It is not a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

/** Seconds on the command line, milliseconds inside. */
export function secondsArgument(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= 86_400)) throw new InvalidArgumentError('It is not a number of seconds.')
  return Math.round(seconds * 1000)
}
