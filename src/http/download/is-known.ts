/**
 * Whether the client has this version already, by its `If-None-Match` (RFC 9110, 13.1.2): one or more tags with or without `W/`, or
 * `*` for any.
 */
export function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  return (ifNoneMatch ?? '').split(',').some((known) => {
    const bare = known.trim().replace(/^W\//, '')
    return bare === '*' || bare === `"${tag}"`
  })
}
