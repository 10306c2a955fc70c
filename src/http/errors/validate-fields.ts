import type { z } from 'zod'

/** Fields of a request that are not as its description says, with their own names and places (the framework would join them to one text). */
export class InvalidFields extends Error {
  override readonly name = 'InvalidFields'
  readonly issues: readonly z.core.$ZodIssue[]
  /** Set by the framework: which part of the request it was. */
  validationContext?: string

  constructor({ issues }: z.core.$ZodError) {
    super('The request is not as it is described.')
    this.issues = issues
  }
}

/** For the framework: checks a part of a request and gives it its types. */
export function validateFields({ schema }: { readonly schema: z.ZodType }) {
  return (data: unknown): { readonly value: unknown } | { readonly error: Error } => {
    const { error, data: value } = schema.safeParse(data)
    return error === undefined ? { value } : { error: new InvalidFields(error) }
  }
}
