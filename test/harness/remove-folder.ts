import { rm } from 'node:fs/promises'

/**
 * Removes a folder that programs had, or nothing. Children of a server that was killed live a moment longer than it does and may still make
 * files in it (ENOTEMPTY): it is tried again, for five seconds at most.
 */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
