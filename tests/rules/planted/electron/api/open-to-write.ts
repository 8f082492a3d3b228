// breaks house/durable-writes

import { open } from 'node:fs/promises'

export const start = (path: string) => open(path, 'w')
