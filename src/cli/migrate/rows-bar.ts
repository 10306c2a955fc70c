import { Presets, SingleBar } from 'cli-progress'

/** What stands before the bar, how far it is, and what is told behind it. */
export interface RowsDone {
  readonly doing: string
  readonly done: number
  readonly total: number
  readonly note: string
}

/** Rows that are copied, or compared, on a terminal. Whatever else is done next begins a new bar. */
export function drawRowsBar(stream: NodeJS.WriteStream) {
  const format = '{doing} {bar} {percentage} % {value}/{total} rows {note}'
  const options = { format, stream, hideCursor: true, clearOnComplete: true, barsize: 24, linewrap: false }
  const bar = new SingleBar(options, Presets.shades_classic)
  let drawn = ''
  return {
    show: ({ doing, done, total, note }: RowsDone): void => {
      // rows that came meanwhile are more than there were at the beginning
      const whole = Math.max(total, done)
      if (drawn !== doing) {
        bar.stop()
        bar.start(whole, done, { doing, note })
        drawn = doing
        return
      }
      bar.setTotal(whole)
      bar.update(done, { doing, note })
    },
    stop: (): void => bar.stop(),
  }
}
