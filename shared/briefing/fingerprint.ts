import type { LiveContent } from '../model/brief'

/**
 * A short name for some words or rows, so that a brief can remember which newer ones its author declined without holding
 * them: 53 bits in base 36. Equal content has equal names; for another content to have the same one is a matter of chance
 * that nobody gains by. The hash is cyrb53 (bryc, public domain).
 */
export function fingerprint(content: string | LiveContent): string {
  const text = typeof content === 'string' ? content : JSON.stringify([content.head, content.rows])
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
