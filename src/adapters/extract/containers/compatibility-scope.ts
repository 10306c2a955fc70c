type Attributes = Readonly<Record<string, string>>

/**
 * What a part says about markup that not every program understands (ISO/IEC 29500-3): namespaces that may be ignored, and elements of
 * them whose content counts all the same. Both hold inside of the element that says so.
 */
export interface CompatibilityScope {
  /** What is to be done with an element: read it, leave it out with its content, or read its content alone. */
  open(name: string, attributes: Attributes): 'read' | 'skip' | 'unwrap'
  /** Of an element that was not left out; whether it was one to read. */
  close(): boolean
  /** Whether all namespaces are known that an alternative is written in. */
  understands(prefixes: string): boolean
}

interface Declared {
  readonly namespaces: ReadonlyMap<string, string>
  /** Addresses of unknown namespaces that may be ignored. */
  readonly ignorable: ReadonlySet<string>
  /** `address local-name`, or `address *`, of what only frames content. */
  readonly frames: ReadonlySet<string>
}

/** Whatever Office itself writes counts as known: what is in it and is not read is passed over by its name. */
const known =
  /^(?:https?:\/\/schemas\.(?:microsoft\.com|openxmlformats\.org)\/|https?:\/\/purl\.oclc\.org\/ooxml\/|urn:schemas-microsoft-com:)/i

const nothing: Declared = { namespaces: new Map(), ignorable: new Set(), frames: new Set() }

export function createCompatibilityScope(): CompatibilityScope {
  let declared = nothing
  /** One for each open element: what held around it, and whether it is read. */
  const open: { readonly around: Declared; readonly isRead: boolean }[] = []
  return {
    open(name, attributes) {
      const around = declared
      declared = declaredBy(attributes, around)
      const action = declared.ignorable.size === 0 ? 'read' : actionOf(name, declared)
      if (action === 'skip') declared = around
      else open.push({ around, isRead: action === 'read' })
      return action
    },
    close() {
      const element = open.pop()
      declared = element?.around ?? nothing
      return element?.isRead ?? true
    },
    understands: (prefixes) => words(prefixes).every((prefix) => isKnown(declared.namespaces.get(prefix))),
  }
}

/** A prefix that nobody declared is taken for the usual one. */
const isKnown = (address: string | undefined): boolean => address === undefined || known.test(address)

const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')

/** The same object where an element declares nothing, as nearly all do. */
function declaredBy(attributes: Attributes, around: Declared): Declared {
  let namespaces: Map<string, string> | null = null
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue
    namespaces ??= new Map(around.namespaces)
    namespaces.set(name.slice(6), attributes[name] ?? '')
  }
  const { 'mc:Ignorable': ignorable = '', 'mc:ProcessContent': frames = '' } = attributes
  if (namespaces === null && ignorable === '' && frames === '') return around
  const inside = namespaces ?? around.namespaces
  const unknown = words(ignorable).flatMap((prefix) => {
    const address = inside.get(prefix)
    return address === undefined || isKnown(address) ? [] : [address]
  })
  const names = words(frames).map((name) => {
    const colon = name.indexOf(':')
    return `${inside.get(name.slice(0, Math.max(colon, 0)))} ${name.slice(colon + 1)}`
  })
  return {
    namespaces: inside,
    ignorable: unknown.length === 0 ? around.ignorable : new Set([...around.ignorable, ...unknown]),
    frames: names.length === 0 ? around.frames : new Set([...around.frames, ...names]),
  }
}

function actionOf(name: string, { namespaces, ignorable, frames }: Declared): 'read' | 'skip' | 'unwrap' {
  const colon = name.indexOf(':')
  const address = namespaces.get(name.slice(0, Math.max(colon, 0)))
  if (address === undefined || !ignorable.has(address)) return 'read'
  return frames.has(`${address} ${name.slice(colon + 1)}`) || frames.has(`${address} *`) ? 'unwrap' : 'skip'
}
