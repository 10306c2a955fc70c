import { sumOf } from '../src/move/carry/sum-of.ts'

/** Rows that were copied, and what the process that copied them spent. */
export interface CopyFigure {
  readonly rows: number
  readonly seconds: number
  readonly cpuSeconds: number
}

/** @param work gives the rows it copied. */
export async function figureOf(work: () => Promise<number>): Promise<CopyFigure> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const rows = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { rows, seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1_000_000 }
}

export const sumOfFigures = (figures: readonly CopyFigure[]): CopyFigure => ({
  rows: sumOf(figures, ({ rows }) => rows),
  seconds: sumOf(figures, ({ seconds }) => seconds),
  cpuSeconds: sumOf(figures, ({ cpuSeconds }) => cpuSeconds),
})

export const rowsPerSecond = ({ rows, seconds }: CopyFigure): number => rows / seconds
export const rowsPerCpuSecond = ({ rows, cpuSeconds }: CopyFigure): number => rows / cpuSeconds
