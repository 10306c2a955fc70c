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

  /** Why what its file holds now is not taken, while the last value that was goes on being used; null when all is well. */
  trouble(): string | null {
    return this.#source.trouble?.() ?? null
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
  trouble?(): string | null
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
    trouble() {
      try {
        // one that is gone counts as unchanged for who needs the value
        if (fileStamp(path) === null) throw new Error('it is not there')
        read()
        return null
      } catch (error) {
        return `${path} cannot be used: ${reasonOf(error)}. What it held before is used until then.`
      }
    },
  }
}

function fileStamp(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}

/** Never more than what kind of failure it was: the text of a system error may quote what it read. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
