import { z } from 'zod'

/** What rounding makes of each number of a vector, or a share of the largest number of that vector. */
export const vectorTolerance = z.union([z.enum(['float16', 'bfloat16', 'int8']), z.number().positive().max(0.1)])
