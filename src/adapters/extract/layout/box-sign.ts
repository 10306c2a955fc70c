export type BoxSign = '☒' | '☐'

/** How a box of a form is written, whatever format it comes from. */
export const boxSign = (isTicked: boolean): BoxSign => (isTicked ? '☒' : '☐')
