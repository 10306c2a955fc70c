import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'

export interface PeriodicTask {
  readonly name: string
  readonly everyMs: number
  run(signal: AbortSignal): Promise<void>
}

/** Runs each task again and again, never twice at once, until the signal fires; a failure is logged and the task goes on. */
export async function runPeriodically(
  tasks: readonly PeriodicTask[],
  clock: Clock,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(tasks.map((task) => repeat(task, clock, log, signal)))
}

async function repeat(task: PeriodicTask, clock: Clock, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await clock.sleep(task.everyMs, signal)
      await task.run(signal)
    } catch (error) {
      if (signal.aborted) return
      const code = error instanceof AppError ? error.code : 'internal'
      log.warn({ task: task.name, code, err: error }, 'periodic task failed and is tried again')
    }
  }
}
