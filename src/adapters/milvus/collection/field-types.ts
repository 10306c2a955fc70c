import type { CollectionField } from '../../../ports/collection-survey.ts'
import type { FieldDefinition } from '../wire/collection-definition.ts'
import { dataType } from '../wire/data-type.ts'

const typeNames = new Map<number, string>([
  [dataType.int64, 'INT64'],
  [dataType.varChar, 'VARCHAR'],
  [dataType.floatVector, 'FLOAT_VECTOR'],
  [dataType.sparseFloatVector, 'SPARSE_FLOAT_VECTOR'],
])

export const typeName = (type: number): string => typeNames.get(type) ?? `type ${type}`

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
