import type { ProtoWriter } from './protobuf/protobuf-bytes.ts'
import { writeMessageField, writePresentStringField, writeStringField } from './protobuf/protobuf-writer.ts'

/** Values of a templated filter expression: `{name}` in the expression, texts here. */
export type FilterValues = Readonly<Record<string, string | readonly string[]>>

/** The map `expr_template_values` of delete, query and search requests. */
export function writeFilterValues(writer: ProtoWriter, field: number, values: FilterValues): void {
  for (const [name, value] of Object.entries(values)) {
    writeMessageField(writer, field, (entry) => {
      writeStringField(entry, 1, name)
      writeMessageField(entry, 2, (template) => writeTemplateValue(template, value))
    })
  }
}

function writeTemplateValue(writer: ProtoWriter, value: string | readonly string[]): void {
  if (typeof value === 'string') {
    writePresentStringField(writer, 4, value)
    return
  }
  writeMessageField(writer, 5, (array) =>
    writeMessageField(array, 4, (strings) => {
      for (const text of value) writePresentStringField(strings, 1, text)
    }),
  )
}
