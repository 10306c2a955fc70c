import { readRelations } from '../containers/relationships.ts'
import type { Relation } from '../containers/relationships.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { hasContentTarget } from '../layout/link-target.ts'
import type { BodyContext } from './docx-body.ts'

/** Where the links of a part lead to by their ids; empty where that says nothing. */
export function linkTargets(relations: ReadonlyMap<string, Relation>): (id: string) => string {
  return (id) => {
    const relation = relations.get(id)
    return relation?.isOutside === true && hasContentTarget(relation.target) ? relation.target : ''
  }
}

/** For a part beside the body: its links are its own, whatever those of the body are called. */
export function withLinksOf(archive: ZipArchive, part: string, context: BodyContext): BodyContext {
  const linkTarget = linkTargets(readRelations(archive, part))
  return { ...context, references: { ...context.references, linkTarget } }
}
