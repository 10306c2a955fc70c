/** Words a question asks with, folded. */
export const askingWords: ReadonlySet<string> = new Set(
  (
    'que cual cuales cuando cuanto cuanta cuantos cuantas donde adonde como quien quienes ' +
    'what which when how where who whom whose why'
  ).split(' '),
)
