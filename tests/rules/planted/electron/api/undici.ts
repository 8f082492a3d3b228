// breaks house/no-network

import { request } from 'undici'

export const ask = request
