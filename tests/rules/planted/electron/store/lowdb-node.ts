// breaks house/durable-writes

import { JSONFile } from 'lowdb/node'

export const adapter = JSONFile
