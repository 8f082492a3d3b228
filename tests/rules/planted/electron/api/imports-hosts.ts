// breaks house/layers

import { listen } from '../hosts/loopback-http'

export const start = listen
