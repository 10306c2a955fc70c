import { expect, it } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'

const said = (text: string): readonly string[] =>
  plainDrafts(text, { mayHaveTitle: false }).map((draft) => draft.text.replace(/\s+/g, ' ').trim())

it('the day above the hours of a plan is no part of the last hour of the day before', () => {
  expect(said('Lunes\n  9:00 Yoga\n  10:00 Pilates\n    con Eva\nMartes\n  9:00 Zumba')).toEqual([
    'Lunes',
    '9:00 Yoga',
    '10:00 Pilates con Eva',
    'Martes',
    '9:00 Zumba',
  ])
})
