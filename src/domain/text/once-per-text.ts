/** The same work, done once for each text and kept: for the few texts that many parts of one question share. */
export function oncePerText<T extends string | object>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const made = known.get(text) ?? work(text)
    known.set(text, made)
    return made
  }
}
