import type { RawField, RawSchema } from '../../ports/raw-collection.ts'
import { finding, named, type FieldMapping, type PlanFinding } from '../plan/plan.ts'

export interface Schemas {
  readonly from: RawSchema
  /** Null: it will be made like the other one. */
  readonly to: RawSchema | null
}

/** What becomes of each field. */
export function mapRawFields({ from, to }: Schemas): readonly FieldMapping[] {
  const own = from.fields.map(({ name, type, functionOutput }) => {
    const there = to?.fields.find((field) => field.name === name)
    const becomes = functionOutput ? 'made by the target' : to !== null && there === undefined ? 'left out' : 'copied'
    return { name, from: type, to: there?.type ?? null, becomes } as const
  })
  const known = new Set(from.fields.map(({ name }) => name))
  const others = (to?.fields ?? []).filter(({ name }) => !known.has(name))
  const added = others.map(({ name, type, functionOutput }) => {
    return { name, from: null, to: type, becomes: functionOutput ? 'made by the target' : 'left empty' } as const
  })
  return [...own, ...added]
}

/** What cannot be carried, whatever the target is. */
export function judgeSource(from: RawSchema, givenKeys: boolean): PlanFinding[] {
  const found: PlanFinding[] = []
  const foreign = from.fields.filter(({ carried, functionOutput }) => !carried && !functionOutput)
  if (foreign.length > 0) {
    const kinds = named(foreign.map(({ name, type }) => `${name} (${type})`))
    const remedy = 'Copy this collection with a tool of its server, such as a backup.'
    found.push(finding('error', 'kind_of_field', `Fields of these kinds cannot be carried: ${kinds}.`, remedy))
  }
  if (from.structs) {
    const remedy = 'Copy this collection with a tool of its server, such as a backup.'
    found.push(
      finding('error', 'struct_fields', 'It has fields that consist of fields, which cannot be carried.', remedy),
    )
  }
  const partitions = (from.partitions ?? []).filter((name) => name !== '_default')
  if (partitions.length > 0) {
    const message = `It has partitions (${named(partitions)}), which would become one.`
    const remedy = 'Make a collection with a partition key in their place first, or copy it with a tool of its server.'
    found.push(finding('error', 'partitions', message, remedy))
  }
  const key = from.fields.find(({ primary }) => primary)
  if (key?.autoId === true && !givenKeys) {
    const message = `The server gives the keys of ${key.name}; in a copy that goes on where it was they have to be kept, so the new collection cannot give its own.`
    const remedy = 'With --given-keys the rows keep their keys, and whoever writes new rows gives them keys.'
    found.push(finding('error', 'automatic_keys', message, remedy))
  } else if (key?.autoId === true) {
    const message = `Rows keep their keys; from now on whoever writes rows gives ${key.name} its value.`
    found.push(finding('warning', 'automatic_keys', message))
  }
  if (from.aliases.length > 0) {
    const message = `Aliases are not carried: ${named(from.aliases)}.`
    found.push(finding('note', 'aliases', message, 'Set them in the new place when it answers.'))
  }
  return found
}

/** What speaks against the target as it is, or against making it. */
export function judgeTarget({ from, to }: Schemas): PlanFinding[] {
  if (to === null) {
    const models = from.functions.filter(({ kind }) => kind === 'other')
    if (models.length === 0) return []
    const message = `It has functions that call a model of their server: ${named(models.map(({ name }) => name))}.`
    const remedy = 'Create the new collection yourself, with such functions, and start again.'
    return [finding('error', 'functions', message, remedy)]
  }
  const problems = from.fields.flatMap((field) => problemOf(field, to))
  const required = to.fields.filter(
    ({ name, nullable, functionOutput, type }) =>
      !nullable && !functionOutput && !type.includes('default') && !from.fields.some((field) => field.name === name),
  )
  problems.push(...required.map(({ name }) => `it wants a value for ${name}`))
  if (from.dynamic && !to.dynamic) problems.push('it does not take values beside its fields')
  if (problems.length === 0) return []
  const message = `The new collection cannot hold these rows: ${problems.join('; ')}.`
  return [finding('error', 'schema', message, 'Name a collection that is not there yet; it is made like the old one.')]
}

function problemOf(field: RawField, to: RawSchema): string[] {
  if (field.functionOutput) return []
  const there = to.fields.find(({ name }) => name === field.name)
  if (there === undefined) return [`it has no field ${field.name}`]
  const { name } = field
  return [
    ...(there.shape === field.shape ? [] : [`${name} is ${there.shape} and not ${field.shape}`]),
    ...(there.limit !== null && there.limit < (field.limit ?? Infinity)
      ? [`${name} holds ${there.limit} and not ${field.limit}`]
      : []),
    ...(there.primary === field.primary ? [] : [`${name} is ${there.primary ? '' : 'not '}its key`]),
    ...(there.autoId ? [`its server gives ${name} its values`] : []),
    ...(there.functionOutput ? [`its server makes ${name}`] : []),
    ...(field.nullable && !there.nullable ? [`${name} may not be null`] : []),
  ]
}
