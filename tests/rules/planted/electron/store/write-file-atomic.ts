// breaks house/durable-writes

import { writeFile } from 'atomically'

export const save = writeFile
