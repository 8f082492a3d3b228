// breaks house/durable-writes

import * as fs from 'node:fs/promises'

const { appendFile } = fs
export const add = appendFile
