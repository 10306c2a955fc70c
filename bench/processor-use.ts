import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { treeCpuSeconds } from './processes.ts'

/** Processor seconds since some moment: of process trees by name, and of everything on this machine. */
export interface ProcessorUse {
  readonly of: Readonly<Record<string, number>>
  readonly machine: number
}

/** @param roots process ids whose trees are counted. */
export async function processorUse(roots: Readonly<Record<string, number>>): Promise<ProcessorUse> {
  const of = await Promise.all(
    Object.entries(roots).map(async ([name, pid]) => [name, await treeCpuSeconds(pid)] as const),
  )
  return { of: Object.fromEntries(of), machine: await machineCpuSeconds() }
}

export function useBetween(before: ProcessorUse, after: ProcessorUse): ProcessorUse {
  const of = Object.keys(after.of).map((name) => [name, (after.of[name] ?? 0) - (before.of[name] ?? 0)] as const)
  return { of: Object.fromEntries(of), machine: after.machine - before.machine }
}

/** What the machine did besides these trees, as a share of all it can. */
export function othersShare(use: ProcessorUse, seconds: number): number {
  return (use.machine - sumOfTrees(use)) / (seconds * cpus().length)
}

export const sumOfTrees = ({ of }: ProcessorUse): number => Object.values(of).reduce((sum, one) => sum + one, 0)

/** Hundredths of a second: user, nice, system, idle, waiting for disks, interrupts, … */
async function machineCpuSeconds(): Promise<number> {
  const [first = ''] = (await readFile('/proc/stat', 'utf8')).split('\n')
  const [user = 0, nice = 0, system = 0, , , hard = 0, soft = 0] = first.split(/\s+/).slice(1).map(Number)
  return (user + nice + system + hard + soft) / 100
}
