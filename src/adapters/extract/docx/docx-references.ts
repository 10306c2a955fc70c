import type { Draft } from '../layout/draft.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { BodyReferences } from './docx-body.ts'
import type { TakeNote } from './docx-notes.ts'
import { readBesidePart } from './docx-parts.ts'
import type { Relation } from '../containers/relationships.ts'
import { linkTargets } from './link-targets.ts'

/** Charts, diagrams and chunks of one document; more are left out. */
const maxParts = 500

/** What a body refers to, read when it is first asked for. `leftOut` gets the kinds of what could not be read. */
export function createReferences(
  archive: ZipArchive,
  relations: ReadonlyMap<string, Relation>,
  note: TakeNote,
  leftOut: Set<string>,
): BodyReferences {
  const taken = new Set<string>()
  return {
    note,
    linkTarget: linkTargets(relations),
    part(id): readonly Draft[] {
      const relation = relations.get(id)
      if (relation === undefined || relation.isOutside || taken.has(relation.target) || taken.size >= maxParts)
        return []
      taken.add(relation.target)
      const drafts = readBesidePart(archive, relation.type, relation.target)
      if (drafts === null) leftOut.add(relation.type)
      return drafts ?? []
    },
  }
}
