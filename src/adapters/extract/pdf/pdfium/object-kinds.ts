/** What the objects of a page are, as PDFium numbers them. */
export const objectKinds = { text: 1, path: 2, image: 3, shading: 4, form: 5 } as const
