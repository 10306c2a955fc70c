import { randomUUID } from 'node:crypto'
import { fromKysely, type JobWithMetadata, type PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Announcement } from '../../domain/announcement.ts'
import { toAppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import type { DeliverWebhook } from '../../ports/webhook.ts'
import type { Tx } from './database.ts'
import { webhookQueue } from './job-catalog.ts'

/** In the transaction that makes it so: what is rolled back is not announced, what is committed is. */
export type Announce = (tx: Tx, announcement: Announcement) => Promise<void>

/** Nobody listens. */
export const quiet: Announce = async () => undefined

export function createAnnounce(boss: PgBoss): Announce {
  return async (tx, announcement) => {
    const event = { id: randomUUID(), at: new Date().toISOString(), announcement }
    await boss.send(webhookQueue, event, { db: fromKysely(tx) })
  }
}

const eventSchema = z.object({ id: z.string(), at: z.string(), announcement: z.custom<Announcement>() })

/** Deliveries at the same time in one worker: a receiver that is slow keeps no more. */
const deliveriesAtATime = 4
const pollingIntervalSeconds = 2

/** Takes announcements out of the queue; one that could not be delivered comes again. Ends with the boss. */
export async function deliverAnnouncements(boss: PgBoss, deliver: DeliverWebhook, log: Log): Promise<void> {
  await boss.work(
    webhookQueue,
    {
      batchSize: 1,
      includeMetadata: true,
      localConcurrency: deliveriesAtATime,
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: pollingIntervalSeconds,
    } as const,
    async (jobs: JobWithMetadata[]) => {
      for (const { id, data, retryCount, retryLimit, signal } of jobs) {
        try {
          await deliver(eventSchema.parse(data), signal)
        } catch (error) {
          // what is kept of the job says why; nothing of the receiver's answer
          const { code, message } = toAppError(error)
          const left = retryLimit - retryCount
          // said when it begins and when it is given up, not a day long in between
          if (retryCount === 0 || left === 0) {
            const what = left === 0 ? 'gave up an event for the webhook' : 'could not deliver an event to the webhook'
            log.warn({ jobId: id, code, left }, `${what}: ${message}`)
          }
          throw new Error(`${message} (attempt ${retryCount + 1} of ${retryLimit + 1})`, { cause: error })
        }
      }
    },
  )
}
