import { isError, single, untold } from './formula-values.ts'
import type { Calculation, Value } from './formula-values.ts'

const asked =
  (isSo: (value: Value) => boolean): Calculation =>
  (given) => {
    const value = single(given, 0)
    return value === untold ? untold : isSo(value)
  }

/** Functions that say of which kind a value is. */
export const questions: Readonly<Partial<Record<string, Calculation>>> = {
  ISBLANK: asked((value) => value === null),
  ISNUMBER: asked((value) => typeof value === 'number'),
  ISTEXT: asked((value) => typeof value === 'string'),
  ISERROR: asked(isError),
}
