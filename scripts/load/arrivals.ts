export type Kind = 'question' | 'upload' | 'poll' | 'delete'

export interface Arrival {
  readonly kind: Kind
  /** When it is due, in milliseconds from the start. Latencies count from here, not from when it was sent. */
  readonly atMs: number
  readonly company: number
}

interface Plan {
  readonly rates: Readonly<Record<Kind, number>>
  readonly companies: number
  readonly seconds: number
}

/** Arrivals at random moments with these mean rates, in order of time: the same for the same random numbers. */
export function planArrivals({ rates, companies, seconds }: Plan, random: () => number): readonly Arrival[] {
  const all = Object.entries(rates).flatMap(([kind, rate]) => {
    const arrivals: Arrival[] = []
    for (let at = gap(rate, random); at < seconds; at += gap(rate, random)) {
      // the keys of a record of kinds
      arrivals.push({ kind: kind as Kind, atMs: at * 1000, company: Math.floor(random() * companies) })
    }
    return arrivals
  })
  return all.toSorted((a, b) => a.atMs - b.atMs)
}

/** Seconds to the next one; independent arrivals, as people's are. */
function gap(rate: number, random: () => number): number {
  return rate === 0 ? Number.POSITIVE_INFINITY : -Math.log(1 - random()) / rate
}

/** mulberry32: small, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
