import type { ZipArchive } from './zip-archive.ts'
import { readXml } from './read-xml.ts'

/** What a part refers to. */
export interface Relation {
  /** The last word of its type: `header`, `hyperlink`, `chart`, … */
  readonly type: string
  /** Name of a part, or an address outside of the file. */
  readonly target: string
  readonly isOutside: boolean
}

/** More references than a real document makes are not looked at. */
const maxRelations = 50_000

/** The references of a part by their ids; none when it has no list of them. */
export function readRelations(archive: ZipArchive, part: string): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>()
  const folder = part.replace(/[^/]*$/, '')
  readXml(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, attributes) {
      if (!/(?:^|:)Relationship$/.test(name) || relations.size >= maxRelations) return
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes
      const isOutside = mode === 'External'
      relations.set(id, {
        type: type.replace(/^.*\//, ''),
        target: isOutside ? target : partName(folder, target),
        isOutside,
      })
    },
    close: () => undefined,
  })
  return relations
}

/** The part that holds the document itself; nearly always the `usual` one. */
export function mainPart(archive: ZipArchive, usual: string): string {
  for (const { type, target } of readRelations(archive, '').values()) {
    if (type === 'officeDocument' && archive.has(target)) return target
  }
  return usual
}

/** The name of a part as another part in `folder` writes it. */
export function partName(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const names: string[] = []
  for (const name of `${folder}${target}`.replaceAll('\\', '/').split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return names.join('/')
}
