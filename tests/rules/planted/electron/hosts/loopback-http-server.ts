import { createServer } from 'node:http'

export const listen = createServer
