import type { Announcement } from '../domain/announcement.ts'

export interface WebhookEvent {
  /** The same on every attempt, so that a receiver can tell that it has it already. */
  readonly id: string
  /** When it happened, ISO-8601. */
  readonly at: string
  readonly announcement: Announcement
}

/**
 * Hands one event to the receiver.
 * @throws AppError `webhook_undelivered` (retryable): no 2xx, no answer, or an address that is not allowed.
 */
export type DeliverWebhook = (event: WebhookEvent, signal: AbortSignal) => Promise<void>
