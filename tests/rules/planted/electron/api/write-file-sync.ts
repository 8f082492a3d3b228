// breaks house/durable-writes

import { writeFileSync } from 'node:fs'

export const save = (path: string) => writeFileSync(path, 'x')
