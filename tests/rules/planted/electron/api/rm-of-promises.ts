// breaks house/durable-writes

import { promises } from 'node:fs'

export const clear = (path: string) => promises.rm(path)
