import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { sayOnce } from './said-once.ts'

export interface PeriodicTask {
  readonly name: string
  readonly everyMs: number
  run(signal: AbortSignal): Promise<void>
}

/** Runs each task again and again, never twice at once, until the signal fires; a task that fails goes on, and its failures are told once. */
export async function runPeriodically(
  tasks: readonly PeriodicTask[],
  clock: Clock,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(tasks.map((task) => repeat(task, clock, log, signal)))
}

async function repeat(task: PeriodicTask, clock: Clock, log: Log, signal: AbortSignal): Promise<void> {
  const told = sayOnce({
    log,
    clock,
    who: 'a periodic task',
    does: 'waits',
    again: 'works again',
    fields: { task: task.name },
  })
  while (!signal.aborted) {
    try {
      await clock.sleep(task.everyMs, signal)
      await task.run(signal)
      told.works()
    } catch (error) {
      if (signal.aborted) return
      told.fails(error)
    }
  }
}
