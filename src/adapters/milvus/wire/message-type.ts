/** `common.MsgType`: servers expect the kind of request in its base. */
export const messageType = { insert: 400, delete: 401, upsert: 404, search: 500, query: 506, connect: 1209 } as const
