import type { IncomingMessage } from 'node:http'

export const hostOf = (request: IncomingMessage) => request.headers.host
