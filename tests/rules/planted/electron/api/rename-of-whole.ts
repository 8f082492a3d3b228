// breaks house/durable-writes

import * as fs from 'node:fs'

export const move = (path: string) => fs.renameSync(path, 'x')
