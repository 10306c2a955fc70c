/** Which rows hold which words: an index in flat arrays, 5 bytes for each word of a row. */
export interface RowWords {
  /** How many terms each row has, as often as they stand there. */
  readonly lengths: Uint32Array
  /** Tells each row that holds the term how often it stands there, in the order of the rows. */
  each(term: string, tell: (row: number, count: number) => void): void
}

const space = 0x20
/** Terms are known by two numbers of 32 bits made of their letters: two of 100,000 have the same once in 3 · 10⁹ companies. */
const seeds = { low: 0x811c9dc5, high: 0x9747b28c }
const factors = { low: 0x01000193, high: 0x5bd1e995 }
const firstTerms = 1_024
const firstEntries = 4_096

/** Takes rows one after the other; at most 65,535. */
export class RowWordsBuilder {
  readonly #terms = new KnownTerms()
  readonly #hash = new TermHash()
  /** Of each term the row it was last seen in, and its entry there. */
  #lastRows = new Int32Array(firstTerms).fill(-1)
  #lastEntries = new Int32Array(firstTerms)
  /** One entry for each term of a row. */
  #entryTerms = new Uint32Array(firstEntries)
  #entryRows = new Uint16Array(firstEntries)
  #entryCounts = new Uint16Array(firstEntries)
  #entries = 0
  #lengths = new Uint32Array(firstTerms)
  #rows = 0

  /** @param joined terms of the next row, joined by one space. */
  add(joined: string): void {
    if (this.#rows === this.#lengths.length) this.#lengths = larger(this.#lengths, Uint32Array)
    let length = 1
    const hash = this.#hash.begin()
    let begun = false
    for (let at = 0; at < joined.length; at += 1) {
      const code = joined.charCodeAt(at)
      if (code !== space) {
        hash.take(code)
        begun = true
        continue
      }
      length += 1
      if (begun) this.#see(hash)
      hash.begin()
      begun = false
    }
    if (begun) this.#see(hash)
    this.#lengths[this.#rows] = length
    this.#rows += 1
  }

  #see(hash: TermHash): void {
    const term = this.#terms.add(hash)
    if (term >= this.#lastRows.length) {
      this.#lastRows = larger(this.#lastRows, Int32Array).fill(-1, term)
      this.#lastEntries = larger(this.#lastEntries, Int32Array)
    }
    if (this.#lastRows[term] === this.#rows) {
      const entry = this.#lastEntries[term] ?? 0
      this.#entryCounts[entry] = (this.#entryCounts[entry] ?? 0) + 1
      return
    }
    if (this.#entries === this.#entryTerms.length) {
      this.#entryTerms = larger(this.#entryTerms, Uint32Array)
      this.#entryRows = larger(this.#entryRows, Uint16Array)
      this.#entryCounts = larger(this.#entryCounts, Uint16Array)
    }
    this.#lastRows[term] = this.#rows
    this.#lastEntries[term] = this.#entries
    this.#entryTerms[this.#entries] = term
    this.#entryRows[this.#entries] = this.#rows
    this.#entryCounts[this.#entries] = 1
    this.#entries += 1
  }

  /** Entries by term; rows stay in their order. Nothing can be added afterwards. */
  finish(): RowWords {
    const terms = this.#terms
    const ends = new Uint32Array(terms.size + 1)
    for (let entry = 0; entry < this.#entries; entry += 1) {
      const after = (this.#entryTerms[entry] ?? 0) + 1
      ends[after] = (ends[after] ?? 0) + 1
    }
    for (let term = 1; term < ends.length; term += 1) ends[term] = (ends[term] ?? 0) + (ends[term - 1] ?? 0)
    // where the next entry of a term goes; in the end, where those of the next term begin
    const rows = new Uint16Array(this.#entries)
    const counts = new Uint16Array(this.#entries)
    for (let entry = 0; entry < this.#entries; entry += 1) {
      const term = this.#entryTerms[entry] ?? 0
      const at = ends[term] ?? 0
      rows[at] = this.#entryRows[entry] ?? 0
      counts[at] = this.#entryCounts[entry] ?? 0
      ends[term] = at + 1
    }
    return {
      lengths: this.#lengths.slice(0, this.#rows),
      each: (term, tell) => {
        const known = terms.find(term)
        if (known === -1) return
        const end = ends[known] ?? 0
        for (let at = known === 0 ? 0 : (ends[known - 1] ?? 0); at < end; at += 1) tell(rows[at] ?? 0, counts[at] ?? 0)
      },
    }
  }
}

/** The two numbers of a term, letter by letter. */
class TermHash {
  low = seeds.low
  high = seeds.high

  begin(): this {
    this.low = seeds.low
    this.high = seeds.high
    return this
  }

  take(code: number): void {
    this.low = Math.imul(this.low ^ code, factors.low)
    this.high = Math.imul(this.high ^ code, factors.high)
    this.high ^= this.high >>> 15
  }
}

/** Numbers terms as they come. Open addressing, half full at most. */
class KnownTerms {
  #low = new Int32Array(2 * firstTerms)
  #high = new Int32Array(2 * firstTerms)
  /** One more than the number; 0 for a free place. */
  #numbers = new Uint32Array(2 * firstTerms)
  size = 0

  add({ low, high }: TermHash): number {
    if (2 * this.size >= this.#numbers.length) this.#grow()
    const place = this.#placeOf(low, high)
    const number = this.#numbers[place] ?? 0
    if (number !== 0) return number - 1
    this.#put(place, low, high, this.size + 1)
    this.size += 1
    return this.size - 1
  }

  /** -1 for one that is not known. */
  find(term: string): number {
    const hash = new TermHash()
    for (let at = 0; at < term.length; at += 1) hash.take(term.charCodeAt(at))
    return (this.#numbers[this.#placeOf(hash.low, hash.high)] ?? 0) - 1
  }

  #placeOf(low: number, high: number): number {
    const mask = this.#numbers.length - 1
    let place = (low ^ (low >>> 15) ^ high) & mask
    while (this.#numbers[place] !== 0 && (this.#low[place] !== low || this.#high[place] !== high))
      place = (place + 1) & mask
    return place
  }

  #put(place: number, low: number, high: number, number: number): void {
    this.#low[place] = low
    this.#high[place] = high
    this.#numbers[place] = number
  }

  #grow(): void {
    const [low, high, numbers] = [this.#low, this.#high, this.#numbers]
    this.#low = new Int32Array(2 * low.length)
    this.#high = new Int32Array(2 * low.length)
    this.#numbers = new Uint32Array(2 * low.length)
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] ?? 0
      if (number === 0) continue
      const [own, other] = [low[at] ?? 0, high[at] ?? 0]
      this.#put(this.#placeOf(own, other), own, other, number)
    }
  }
}

type Numbers = Uint16Array | Int32Array | Uint32Array

/** Twice as long, with the same numbers in front. */
function larger<T extends Numbers>(numbers: T, Kind: new (length: number) => T): T {
  const all = new Kind(2 * numbers.length)
  all.set(numbers)
  return all
}
