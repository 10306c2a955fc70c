import { boxRoles } from './box-roles.ts'
import type { HtmlHandler } from './html-guard.ts'

/**
 * Passes on boxes that are set as a table, each row a box of boxes or all cells in the columns of one grid, under the names of what they
 * are (see `boxRoles`).
 */
export function withBoxTables(html: string, handler: HtmlHandler): HtmlHandler {
  const roles = boxRoles(html)
  if (roles.size === 0) return handler
  let place = -1
  const open: { readonly name: string; readonly endsRow: boolean }[] = []
  return {
    open(name, attributes) {
      place++
      const role = roles.get(place)
      open.push({ name: role?.name ?? name, endsRow: role?.endsRow === true })
      if (role?.beginsRow === true) handler.open('tr', {})
      handler.open(role?.name ?? name, attributes)
    },
    close(name) {
      const closed = open.pop()
      handler.close(closed?.name ?? name)
      if (closed?.endsRow === true) handler.close('tr')
    },
    text: (text) => handler.text(text),
  }
}
