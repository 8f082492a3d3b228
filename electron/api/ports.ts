import { randomBytes } from 'node:crypto'
import type { NewId } from '../../shared/model/ids'

/** What the api takes from the world: the clock and new ids. Given, so that every result can be repeated. */
export type Ports = { readonly now: () => string; readonly newId: NewId }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The real clock and random ids of 80 bits. */
export const systemPorts: Ports = {
  now: () => new Date().toISOString(),
  // 256 is a multiple of 32, so that taking five bits of each byte favours no character.
  newId: (prefix) => `${prefix}-${Array.from(randomBytes(16), (byte) => alphabet[byte & 31]).join('')}`,
}
