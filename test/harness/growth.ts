const times = 8
/**
 * Eight times the input takes linear work eight times as long and quadratic work 64 times. What lies between leaves room
 * for a busy machine: collecting garbage and cold caches make the larger input dearer.
 */
export const linearGrowth = 24

/** Milliseconds below which a time says more about the machine than about the work. */
const shortest = 3
const mostRounds = 9
/**
 * Where a worker's heap is full of what other files of tests keep, each full collection takes so long that only inputs count which
 * have several: what looks dearer than linear is measured once more on inputs so many times larger. The square shows there all the more.
 */
const largerTimes = 4

/**
 * How many times longer work takes on an input of eight times the size. Counts the processor time of this thread, not the
 * clock on the wall, and takes the best of several rounds in turn, until they show linear growth.
 * @param work is handed the input made beforehand.
 */
export async function growthOf<Input>(
  make: (size: number) => Input,
  size: number,
  work: (input: Input) => unknown,
): Promise<number> {
  const found = await growthAt(make, size, work)
  return found < linearGrowth ? found : await growthAt(make, size * largerTimes, work)
}

async function growthAt<Input>(
  make: (size: number) => Input,
  size: number,
  work: (input: Input) => unknown,
): Promise<number> {
  const [small, large] = [make(size), make(times * size)]
  let timeOfLarge = await timeOf(() => work(large))
  // so little that no time of the small one could make it more than linear
  if (growth(0, timeOfLarge) < linearGrowth) return growth(0, timeOfLarge)
  let time = Infinity
  for (let round = 0; round < mostRounds; round += 1) {
    time = Math.min(time, await timeOf(() => work(small)))
    if (growth(time, timeOfLarge) < linearGrowth) break
    timeOfLarge = Math.min(timeOfLarge, await timeOf(() => work(large)))
  }
  return growth(time, timeOfLarge)
}

function growth(time: number, timeOfLarge: number): number {
  return Math.max(timeOfLarge, shortest) / Math.max(time, shortest)
}

async function timeOf(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
