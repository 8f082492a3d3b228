// breaks house/no-network

import { createSocket } from 'node:dgram'

export const socket = createSocket
