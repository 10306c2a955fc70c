import { expect, it } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'

const said = (text: string): readonly string[] => plainDrafts(text, { mayHaveTitle: false }).map((draft) => draft.text)

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
