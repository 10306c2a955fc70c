import { z } from 'zod'

/** A shape as JSON Schema 2020-12, which OpenAPI 3.1 speaks; `input` as it is sent, `output` as it is read. */
export function jsonSchema(shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return schema
}
