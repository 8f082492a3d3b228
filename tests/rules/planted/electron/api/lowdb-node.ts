// breaks house/durable-writes

import { JSONFilePreset } from 'lowdb/node'

export const open = JSONFilePreset
