import { z } from 'zod'
import { idField, pathNumber } from '../fields.ts'
import { pageImageQuery, pageReply } from '../page.ts'
import { commonRefusals } from './refusals.ts'
import { defineRoute } from './route.ts'

const forCompany = { service: 'ingest', caller: 'company', method: 'GET', aliases: [], original: false } as const
const refusals = commonRefusals('ingest', 'company')

export const originalRoute = defineRoute({
  ...forCompany,
  name: 'getOriginal',
  path: '/api/v1/ingest/documents/{document_id}/original',
  summary: 'The file as it was uploaded, as a download under its name; ranges are supported.',
  params: z.object({ document_id: idField }),
  query: null,
  body: null,
  headers: {
    Range: 'One range of bytes, such as `bytes=0-1023`.',
    'If-Range': 'The `ETag` the range is meant for.',
    'If-None-Match': 'The `ETag` of a file that is there already.',
    'If-Match': 'The `ETag` of the file that is meant, for whoever goes on with a download.',
  },
  success: {
    status: 200,
    says: 'The file. Its type is that of its content, or `application/octet-stream` where a browser would run it.',
    json: null,
    media: ['*/*'],
    headers: ['ETag', 'Accept-Ranges', 'Content-Disposition', 'Content-Security-Policy'],
  },
  also: { 206: 'The range.', 304: 'The copy the client has is current.' },
  refusals: {
    ...refusals,
    404: 'The company has no such document, or its original is gone.',
    412: 'The file is not the one that `If-Match` names.',
    416: 'The file has no such bytes.',
  },
})

export const pageRoute = defineRoute({
  ...forCompany,
  name: 'getPage',
  path: '/api/v1/ingest/documents/{document_id}/pages/{number}',
  summary: 'The text of a page or slide, as it is searched and cited.',
  params: z.object({ document_id: idField, number: pathNumber }),
  query: null,
  body: null,
  success: { status: 200, says: 'The page.', json: pageReply },
  refusals: { ...refusals, 404: 'The company has no such document, or it has no such page.' },
})

export const pageImageRoute = defineRoute({
  ...forCompany,
  name: 'getPageImage',
  path: '/api/v1/ingest/documents/{document_id}/pages/{number}/image',
  summary: 'A page of a PDF as an image, to show a citation in its place.',
  params: z.object({ document_id: idField, number: pathNumber }),
  query: pageImageQuery,
  body: null,
  headers: {
    'If-None-Match': 'The `ETag` of an image that is there already.',
    'If-Match': 'The `ETag` of the image that is meant.',
  },
  success: {
    status: 200,
    says: 'The page, with `ETag`. It never changes.',
    json: null,
    media: ['image/png'],
    headers: ['ETag'],
  },
  also: { 304: 'The copy the client has is current.' },
  refusals: {
    ...refusals,
    404: 'The company has no such document, it has no such page, or its original is gone.',
    412: 'The image is not the one that `If-Match` names.',
    415: 'It is not a PDF: there are no page images of other formats.',
    422: `${refusals[422]} Or the file cannot be read: it is damaged, protected by a password, or takes too long or too much memory.`,
    429: 'Too many page images of this company are waiting.',
  },
})

export const originalRoutes = [originalRoute, pageRoute, pageImageRoute] as const
