// breaks house/no-network

import { createServer } from 'node:http'

export const listen = createServer
