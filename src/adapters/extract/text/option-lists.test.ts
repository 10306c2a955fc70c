import { expect, it } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'

const said = (text: string): readonly string[] =>
  plainDrafts(text, { mayHaveTitle: false }).map((draft) => draft.text.trim())

it('an option of a program is said with what is set below it', () => {
  const page =
    'OPTIONS\n       -k, --keep COUNT\n              Keep the last COUNT snapshots. The default is 14; older\n              ones are removed.\n\n' +
    '       -n, --dry-run\n              Change nothing.\n       --exclude=GLOB\n              Leave these out.\n'
  expect(said(page)).toEqual([
    'OPTIONS',
    '-k, --keep COUNT: Keep the last COUNT snapshots. The default is 14; older ones are removed.',
    '-n, --dry-run: Change nothing.',
    '--exclude=GLOB: Leave these out.',
  ])
})

it('items and options with their words beside them are no such list', () => {
  expect(said('- Uno\n    y dos')[0]).toBe('- Uno')
  expect(said('-n\n-k\n-x')).toHaveLength(3)
})

it('speech, votes and notes behind a dash are no options', () => {
  const script = '-Juan\n    (entra)\n-Pedro, luego\n    (sale)'
  expect(said(script)).toEqual(['-Juan', '(entra)', '-Pedro, luego', '(sale)'])
  const votes = '-a favor: 12 votos\n   constan en acta\n-en contra: 3 votos\n   se ausentan dos'
  expect(said(votes)).toEqual(['-a favor: 12 votos', 'constan en acta', '-en contra: 3 votos', 'se ausentan dos'])
})

it('options of compilers and of Java are of one dash and a word', () => {
  expect(said('-std=c11 | -ansi\n    La norma.\n-Xmx512m\n    La memoria.\n-Wall\n    Todo.')).toEqual([
    '-std=c11 | -ansi: La norma.',
    '-Xmx512m: La memoria.',
    '-Wall: Todo.',
  ])
})
