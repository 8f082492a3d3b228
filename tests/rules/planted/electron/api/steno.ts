// breaks house/durable-writes

import { Writer } from 'steno'

export const writer = Writer
