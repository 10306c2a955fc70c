/* How an equation is written in one line, whatever format it comes from: as in LaTeX but without its commands. */

/** The parts of a fraction or a root are put into brackets when they are more than one term. */
export function term(text: string): string {
  return /^[\p{L}\p{N}.,]*$/u.test(text) || /^\([^()]*\)$/u.test(text) ? text : `(${text})`
}

/** What is raised or lowered is put into braces when it is more than one sign. */
function braced(text: string): string {
  return /^(?:.|\d+)$/su.test(text) ? text : `{${text}}`
}

export const up = (text: string): string => (text === '' ? '' : `^${braced(text)}`)
export const down = (text: string): string => (text === '' ? '' : `_${braced(text)}`)
/** Roots that have a sign of their own, by their degree. */
const rootSigns: Readonly<Record<string, string>> = { '': '√', 2: '√', 3: '∛', 4: '∜' }
export const root = (inside: string, degree: string): string => (rootSigns[degree] ?? `√[${degree}]`) + term(inside)
