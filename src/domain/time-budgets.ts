/**
 * Every time limit between a request or a job and PostgreSQL, in milliseconds. All of them follow from two: how long somebody
 * waits for a reply, and how long a job may run. Whoever waits has more time than what it waits for. `docs/timeouts.md`
 * shows them in one table with those of the adapters; a test compares table and values, and their order.
 */
const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Gateways in front of Atenex give up on a reply after this long. */
const replyMs = 30 * second
/** Longest a job may run. A worker that dies is noticed by its heartbeat long before. */
const longestJobMs = 4 * hour

/** A request that talks to PostgreSQL and the stores. */
export const requestBudget = {
  replyMs,
  /** A free connection, and then one statement. */
  connectMs: replyMs / 3,
  statementMs: replyMs / 2,
  /** For a row somebody else holds: below the statement that waits for it, so that it is told as what it is. */
  lockMs: replyMs / 2 - 3 * second,
  /** A deletion: waiting for an index step of the same document, then the stores. */
  removeMs: replyMs - 10 * second,
  removeLockMs: replyMs / 3,
} as const

/** Storing one original. Its owner says again and again that it is there; others look at how long ago that was. */
export const uploadBudget = {
  /** How long a second sender of the same file waits for what becomes of the first. */
  turnMs: replyMs - 8 * second,
  /** After this long without a sign of its owner an upload is interrupted, and anyone may send it again. */
  leaseMs: replyMs / 2,
  /** Without one successful sign for this long the owner gives up by itself, before anyone can take its place. */
  ownerGivesUpMs: replyMs / 3,
  beatMs: 3 * second,
  /** Clearing up after an upload that lost its document. */
  orphanMs: replyMs / 3,
} as const

/** Background work. */
export const jobBudget = {
  totalMs: longestJobMs,
  /** Writing one document's vectors: hundreds of megabytes to a throttled store. */
  indexMs: longestJobMs / 2,
  /** Removing one document from all stores. */
  removeMs: 10 * minute,
  statementMs: 2 * minute,
  /** For another step at the same document, or a row somebody else holds; after that the job goes back into the queue. */
  lockMs: minute,
  /** Taking away what a failed run left in the vector store. */
  leftoversMs: 30 * second,
  /** A document nothing happens to is looked at after this long. */
  idleMs: 90 * second,
  /** pg-boss' minimum. */
  heartbeatMs: 10 * second,
} as const

/** A transaction that holds a lock while a store is at work. */
export const transactionBudget = {
  /** PostgreSQL ends a transaction in which nothing happens: its process is gone, and its locks must be free. */
  idleMs: minute,
  /** So whoever waits for a store says in between that it is there, and learns that the lock is lost when nobody answers. */
  pingMs: 5 * second,
  pingReplyMs: 10 * second,
  /** Several documents held together: less than a deletion waits for one of them. */
  togetherMs: requestBudget.removeLockMs - 2 * second,
  /** For work of the same name in another process. */
  installationLockMs: 2 * minute,
} as const
