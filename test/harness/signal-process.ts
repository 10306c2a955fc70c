/**
 * A signal to one process and nothing else. `process.kill` takes 0 as the caller's own process group and −1 as everybody,
 * and a pid file that is read while it is written gives 0: the whole test run would be killed, without a word.
 */
export function signalProcess(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined || !Number.isInteger(pid) || pid < 2) throw new Error(`${pid} is not the id of a process`)
  process.kill(pid, signal)
}
