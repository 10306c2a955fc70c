import type { FilterStyle } from '../wire/filter.ts'
import type { Abilities } from './abilities.ts'
import type { ServerFamily } from './server-family.ts'
import type { ServerLimits, ServerPlan } from './server-limits.ts'

/** What one server is and can do, found by asking it. */
export interface ServerProfile {
  /** As the server says it; `unknown` when it does not. */
  readonly version: string
  readonly family: ServerFamily
  readonly abilities: Abilities
  /** `nothing`: the version says nothing and the server has shown nothing, so the least is asked of it. */
  readonly knownBy: 'version' | 'probe' | 'nothing'
  readonly plan: ServerPlan
  readonly limits: ServerLimits
}

/** How filters are sent until a probe says otherwise (`probe-collection.ts`). */
export function filterStyleOf({ filterTemplates }: Abilities): FilterStyle {
  return filterTemplates ? 'template' : 'literal'
}
