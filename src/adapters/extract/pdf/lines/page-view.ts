/** The part of a page that is shown, in its own points. */
export interface PageBox {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

/** Quarter turns clockwise after which most of a page's text reads from left to right. */
export type Turn = 0 | 1 | 2 | 3

export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * A page as it is read: turned so that its text runs from left to right, with its origin at the lower left corner of what is
 * shown. Whether a program turned the page or the text on it makes no difference.
 */
export interface PageView {
  readonly turn: Turn
  readonly width: number
  readonly height: number
  /** From the page's own points. */
  place(x: number, y: number): Point
}

export function pageView(box: PageBox, turn: Turn): PageView {
  const { left, bottom, width, height } = box
  const turned = turn % 2 === 1
  return {
    turn,
    width: turned ? height : width,
    height: turned ? width : height,
    place(x, y) {
      const [right, up] = [x - left, y - bottom]
      if (turn === 1) return { x: up, y: width - right }
      if (turn === 2) return { x: width - right, y: height - up }
      if (turn === 3) return { x: height - up, y: right }
      return { x: right, y: up }
    },
  }
}

/** The turn that makes text upright which runs in this direction. */
export function turnOf(across: number, up: number): Turn {
  if (Math.abs(up) > Math.abs(across)) return up > 0 ? 1 : 3
  return across < 0 ? 2 : 0
}
