/** Navigation, a margin, a foot, or what a class or a role calls so. */
export interface Frame {
  /** The one around it. */
  readonly around: Frame | null
  readonly kind: 'frame' | 'voices' | 'elsewhere'
}

/** What tells a block of the content from one of the page's frame. */
export interface BlockFacts {
  /** The innermost part of the frame of the page that it stands in. */
  readonly frame: Frame | null
  /** Characters of links in it. */
  readonly linkChars: number
  /** Points of its smallest type; only where `sizes` are asked for. */
  readonly size: number
}
