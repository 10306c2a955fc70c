const compound = /^(?:[a-z][a-z0-9]*)?((?:[.#][\w-]{1,100}){2,5})$/i
const mostPerName = 20
const mostRules = 5_000

interface Rule {
  readonly names: readonly string[]
  /** So many stand before it. */
  readonly place: number
  readonly hides: boolean
}

/** What sheets say of elements that have several names at once, as of the tab that is open (`.tab.active`). */
export function createCompoundNames() {
  const byFirst = new Map<string, Rule[]>()
  let count = 0
  return {
    read(selector: string, hides: boolean): void {
      const names = compound.exec(selector)?.[1]?.match(/[.#][\w-]+/g)
      const [first] = names ?? []
      if (names === undefined || names === null || first === undefined || count >= mostRules) return
      const rules = byFirst.get(first) ?? []
      byFirst.set(first, rules)
      if (rules.length >= mostPerName) return
      rules.push({ names, place: count, hides })
      count++
    },
    /** Whether an element of these names is hidden; null where nothing is said of them together. More names say more, and later rules. */
    hides(named: readonly string[]): boolean | null {
      if (count === 0) return null
      let found: Rule | null = null
      for (const first of named) {
        for (const rule of byFirst.get(first) ?? []) {
          if (outweighs(rule, found) && rule.names.every((name) => named.includes(name))) found = rule
        }
      }
      return found?.hides ?? null
    },
  }
}

function outweighs({ names, place }: Rule, other: Rule | null): boolean {
  if (other === null || names.length !== other.names.length) return names.length > (other?.names.length ?? 0)
  return place > other.place
}
