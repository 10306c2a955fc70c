import { readFileSync, statSync } from 'node:fs'
import { inspect } from 'node:util'

const printed = '[secret]'

/**
 * A value that never prints: text, JSON, `console.log` and template strings show `[secret]`. A secret given as a file is
 * read again when the file changes, so that a rotated one is taken without a restart.
 */
export class Secret {
  readonly #source: SecretSource

  private constructor(source: SecretSource) {
    this.#source = source
  }

  static of(value: string): Secret {
    return new Secret({ reveal: () => value })
  }

  /** @throws when the file cannot be read or is empty. White space around the content is dropped. */
  static fromFile(path: string): Secret {
    const source = fileSource(path)
    source.reveal()
    return new Secret(source)
  }

  /** One that is put together anew each time it is asked for, from others that may be rotated. */
  static from(reveal: () => string): Secret {
    return new Secret({ reveal })
  }

  /** The value itself: hand it straight to the client that needs it, never keep or log it. */
  reveal(): string {
    return this.#source.reveal()
  }

  toString(): string {
    return printed
  }

  toJSON(): string {
    return printed
  }

  [inspect.custom](): string {
    return printed
  }
}

interface SecretSource {
  reveal(): string
}

function fileSource(path: string): SecretSource {
  let seen: { readonly stamp: string; readonly value: string } | null = null
  return {
    reveal() {
      const stamp = fileStamp(path)
      if (seen !== null && (stamp === null || stamp === seen.stamp)) return seen.value
      const value = readFileSync(path, 'utf8').trim()
      // A rotation may show an empty or missing file for a moment: keep what worked.
      if (value === '' && seen !== null) return seen.value
      if (value === '') throw new Error('the file is empty')
      seen = { stamp: stamp ?? '', value }
      return value
    },
  }
}

function fileStamp(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}
