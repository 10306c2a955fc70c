import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderFilter } from './filter.ts'

describe('filter', () => {
  it('keeps values out of the expression where the server has templates', () => {
    const conditions = [
      { field: 'company_id' as const, equals: 'x" or 1==1' },
      { field: 'document_id' as const, in: ['a', "b'"] },
    ]
    expect(renderFilter(conditions, 'template')).toEqual({
      expression: 'company_id == {value0} and document_id in {value1}',
      values: { value0: 'x" or 1==1', value1: ['a', "b'"] },
    })
  })

  it('escapes quotes and backslashes, so that no value ends its literal', () => {
    expect(renderFilter([{ field: 'company_id', equals: `a"b'c\\` }], 'literal')).toEqual({
      expression: String.raw`company_id == "a\"b\'c\\"`,
      values: {},
    })
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', "'", '\\', ' or ', '==', 'ñ', 'a') }), (value) => {
        const { expression } = renderFilter([{ field: 'pk_id', in: [value] }], 'literal')
        const inside = expression.slice('pk_id in ["'.length, -'"]'.length)
        // Read as the server does: a backslash takes the next character with it; a bare quote would end the literal.
        expect(inside.replaceAll(/\\[\\"']/g, '')).not.toMatch(/["'\\]/)
        expect(inside.replaceAll(/\\([\\"'])/g, '$1')).toBe(value)
      }),
    )
  })

  it('refuses control characters, which servers spell differently', () => {
    expect(() => renderFilter([{ field: 'pk_id', equals: 'a\nb' }], 'literal')).toThrow(RangeError)
  })
})
