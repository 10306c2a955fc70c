import type { CollectionField } from '../../../ports/collection-survey.ts'
import type { FieldDefinition } from '../wire/collection-definition.ts'
import { valueKinds } from '../wire/raw/value-kinds.ts'

export const typeName = (type: number): string => valueKinds.get(type)?.name ?? `type ${type}`

/** `VARCHAR(255), primary key`: the type with what belongs to it, for people. */
export function describeField(field: FieldDefinition): CollectionField {
  const { name, params, defaultValue } = field
  const size = params['max_length'] ?? params['dim']
  const parts = [
    `${typeName(field.dataType)}${size === undefined ? '' : `(${size})`}`,
    ...(field.primary ? ['primary key'] : []),
    ...(field.autoId ? ['automatic'] : []),
    ...(field.partitionKey ? ['partition key'] : []),
    ...(field.functionOutput ? ['made by the server'] : []),
    ...(defaultValue === undefined ? [] : [`default ${JSON.stringify(defaultValue)}`]),
  ]
  return { name, type: parts.join(', ') }
}
