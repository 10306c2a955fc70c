/** `schema.DataType` on the wire; only what our collections hold. */
export const dataType = { int64: 5, varChar: 21, floatVector: 101, sparseFloatVector: 104 } as const
