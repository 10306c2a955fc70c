/** Endings of the forms that documents and questions have: present, command, past, participle. Folded. */
const endings: Readonly<Record<string, string>> = {
  ar: 'ar o a an amos e en emos aron aba aban ado ada ados adas ando',
  er: 'er o e en emos a an io ieron ia ian ido ida idos idas iendo',
  ir: 'ir o e en imos a an io ieron ia ian ido ida idos idas iendo',
}

/** How the last letter of a stem is written before an e: "saque", "pague", "utilice". */
const beforeE: Readonly<Record<string, string>> = { c: 'qu', g: 'gu', z: 'c' }

/** The regular forms of a Spanish verb, folded, its infinitive first; the word alone when it is no infinitive. */
export function conjugate(infinitive: string): readonly string[] {
  const [stem, kind] = [infinitive.slice(0, -2), infinitive.slice(-2)]
  return (
    endings[kind]
      ?.split(' ')
      .map((ending) => (kind === 'ar' && ending.startsWith('e') ? softened(stem) : stem) + ending) ?? [infinitive]
  )
}

function softened(stem: string): string {
  const last = stem.slice(-1)
  return last in beforeE ? stem.slice(0, -1) + (beforeE[last] ?? '') : stem
}
