import type { FilterValues } from './filter-values.ts'
import type { RequestFilter } from './read-request.ts'

type FilterField = 'company_id' | 'document_id' | 'pk_id'

/** A condition as data. Conditions are joined with AND; nothing a caller passes is ever read as an expression. */
export type Condition =
  | { readonly field: FilterField; readonly equals: string }
  | { readonly field: FilterField; readonly in: readonly string[] }
  | { readonly field: FilterField; readonly notIn: readonly string[] }
  /** In the order of their bytes. */
  | { readonly field: FilterField; readonly atLeast: string }
  | { readonly field: FilterField; readonly below: string }

/** How the server wants values: bound to placeholders, or as escaped literals where it has no templates. */
export type FilterStyle = 'template' | 'literal'

export function renderFilter(conditions: readonly Condition[], style: FilterStyle): RequestFilter {
  return style === 'template' ? renderTemplate(conditions) : renderLiteral(conditions)
}

function partsOf(condition: Condition): { readonly operator: string; readonly value: FilterValues[string] } {
  if ('in' in condition) return { operator: 'in', value: condition.in }
  if ('notIn' in condition) return { operator: 'not in', value: condition.notIn }
  if ('atLeast' in condition) return { operator: '>=', value: condition.atLeast }
  if ('below' in condition) return { operator: '<', value: condition.below }
  return { operator: '==', value: condition.equals }
}

function renderTemplate(conditions: readonly Condition[]): RequestFilter {
  const values: Record<string, FilterValues[string]> = {}
  const clauses = conditions.map((condition, index) => {
    const name = `value${index}`
    const { operator, value } = partsOf(condition)
    values[name] = value
    return `${condition.field} ${operator} {${name}}`
  })
  return { expression: clauses.join(' and '), values }
}

function renderLiteral(conditions: readonly Condition[]): RequestFilter {
  const clauses = conditions.map((condition) => {
    const { operator, value } = partsOf(condition)
    const written = typeof value === 'string' ? literal(value) : `[${value.map(literal).join(', ')}]`
    return `${condition.field} ${operator} ${written}`
  })
  return { expression: clauses.join(' and '), values: {} }
}

/**
 * Backslash and both quotes are escaped; these are the only escapes every server knows. Control characters have no
 * spelling they share and no place in an id, so they are an error of ours.
 */
export function literal(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new RangeError('A filter value holds a control character')
  return `"${text.replace(/[\\"']/g, '\\$&')}"`
}
