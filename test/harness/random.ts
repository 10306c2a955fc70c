/** Seeded numbers in [0, 1): a failing run can be repeated with the seed it printed. (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** For what depends on chance as well: pinned under `CI=true`; elsewhere another one each time, printed to repeat it with. */
export function explorationSeed(pinned: number): number {
  if (process.env['CI'] === 'true') return pinned
  const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1e9))
  console.info(`explores with seed ${seed}; repeat it with TEST_SEED=${seed}`)
  return seed
}
