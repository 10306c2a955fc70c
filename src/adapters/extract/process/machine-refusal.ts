import { hasCode } from '../../../domain/has-code.ts'

/** What a system call failed with, or a module that was there when the process started and cannot be loaded now. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof ReaderNotLoaded || (error instanceof Error && 'syscall' in error && hasCode(error, ...refusals))
  )
}

/** No room in a table or in memory, or a disk that fails: never said of what a file holds. */
const refusals = ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EIO', 'ESTALE', 'ENOENT', 'ENODEV', 'ENXIO'] as const

/** The part that reads this kind of file could not be brought into the process. */
export class ReaderNotLoaded extends Error {
  override readonly name = 'ReaderNotLoaded'
}

/** @throws ReaderNotLoaded */
export async function loaded<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading
  } catch (cause) {
    throw new ReaderNotLoaded('The reader could not be loaded.', { cause })
  }
}

export type Allocate = (bytes: number) => unknown

/**
 * Whether this process is refused memory that it may take: then what ran out was the machine's (a limit of the service, of the container, of
 * a shell), and not what a file may take. Asks for half of the rest and touches nothing of it.
 * @param maxRss bytes at which this process ends itself
 */
export function isRefusedMemory(maxRss: number, allocate: Allocate = (bytes) => new ArrayBuffer(bytes)): boolean {
  const rest = maxRss - process.memoryUsage.rss()
  if (rest <= 0) return false
  try {
    allocate(Math.floor(rest / 2))
    return false
  } catch {
    return true
  }
}
