// breaks house/durable-writes

import { writeFile } from 'node:fs/promises'

export const save = (path: string) => writeFile(path, 'x')
