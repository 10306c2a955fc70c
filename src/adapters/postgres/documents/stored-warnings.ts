import { z } from 'zod'
import { englishWarnings, sayWarning } from '../../../domain/warnings/english-warnings.ts'
import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'

const storedWarnings = z.array(
  z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }),
)

/** As a document keeps them: codes with their facts, and the sentences for versions that know no codes. */
export function toStoredWarnings(warnings: readonly DocumentWarning[]) {
  return {
    warnings: JSON.stringify(warnings.map((each) => sayWarning(englishWarnings, each))),
    warning_facts: JSON.stringify(warnings),
  }
}

/** Codes of a later version, which may be running beside this one, are told by the sentence that stands beside them. */
export function fromStoredWarnings(row: {
  readonly warnings: readonly string[]
  readonly warning_facts: unknown
}): readonly DocumentWarning[] {
  const parsed = storedWarnings.safeParse(row.warning_facts)
  const coded = parsed.success && parsed.data.length === row.warnings.length ? parsed.data : []
  return row.warnings.map((sentence, index) => {
    const { code, facts } = coded[index] ?? { code: '', facts: {} }
    // written by `toStoredWarnings` from a DocumentWarning of that code
    return code in englishWarnings ? ({ code, facts } as DocumentWarning) : warning('other', { sentence })
  })
}
