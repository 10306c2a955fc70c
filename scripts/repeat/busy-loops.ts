import { spawn } from 'node:child_process'

/** Starts processes that take a core each, as other work on a shared machine does. Returns a function that ends them. */
export function busyLoops(count: number): () => void {
  // ends by itself with its parent: the channel is closed then
  const script =
    "process.on('disconnect', () => process.exit()); (function turn() { const until = performance.now() + 50; while (performance.now() < until); setImmediate(turn) })()"
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
  )
  return () => loops.forEach((loop) => loop.kill('SIGKILL'))
}
