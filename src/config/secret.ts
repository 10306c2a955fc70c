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

  /**
   * White space around the content is dropped.
   * @param isUsable what is not is refused, also of a changed file, whose last value then stays.
   * @throws when the file cannot be read, or is empty.
   */
  static fromFile(path: string, isUsable: (value: string) => boolean = () => true): Secret {
    const source = fileSource(path, isUsable)
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

function fileSource(path: string, isUsable: (value: string) => boolean): SecretSource {
  let seen: { readonly stamp: string; readonly value: string } | null = null
  const read = (): string => {
    const stamp = fileStamp(path)
    if (seen !== null && (stamp === null || stamp === seen.stamp)) return seen.value
    const value = readFileSync(path, 'utf8').trim()
    if (value === '') throw new Error('the file is empty')
    if (!isUsable(value)) throw new Error('what is in it cannot be sent')
    seen = { stamp: stamp ?? '', value }
    return value
  }
  return {
    reveal() {
      try {
        return read()
      } catch (error) {
        // a rotation may show an empty, missing or closed file for a moment, or a wrong one for longer: keep what worked
        if (seen === null) throw error
        return seen.value
      }
    },
  }
}

function fileStamp(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}
