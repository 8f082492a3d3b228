import { fold } from '../model/fold'
import type { SourceId } from '../model/ids'
import type { Source } from '../model/source'

/** What a text is found by from elsewhere, each written in the one way in which it is compared. */
export type TextKeys = {
  readonly id: SourceId
  readonly title: string
  readonly address: string | null
  readonly doi: string | null
  readonly fileNames: readonly string[]
}

export function keysOf({ id, details, versions }: Pick<Source, 'id' | 'details' | 'versions'>): TextKeys {
  return {
    id,
    title: titleKey(details.title),
    address: details.url === null ? null : addressKey(details.url),
    doi: details.url === null ? null : doiIn(details.url),
    fileNames: [...new Set(versions.map(({ original }) => fileKey(original.fileName)))],
  }
}

/** Says where a reader came from, and nothing of what is read. */
const tracking = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ref_src)$/i

/** An address without what does not tell one page from another; null for what is no address of the web. */
export function addressKey(address: string): string | null {
  const [, host, path = '', query = ''] =
    /^https?:\/\/([^/?#]+)([^?#]*)\??([^#]*)/i.exec(address.trim()) ?? []
  if (host === undefined) return null
  const site = host.toLowerCase().replace(/^www\.|:(?:80|443)$/g, '')
  const kept = query.split('&').filter((pair) => pair !== '' && !tracking.test(pair.split('=', 1)[0] ?? ''))
  return `${site}${path.replace(/\/+$/, '')}${kept.length === 0 ? '' : `?${kept.toSorted().join('&')}`}`
}

/** The digital object identifier in an address, or as it stands alone; null without one. */
export function doiIn(address: string): string | null {
  const found = /10\.\d{4,9}\/[^\s?#"<>]+/.exec(unescaped(address))?.[0]
  return found === undefined ? null : found.replace(/[/.,;)]+$/, '').toLowerCase()
}

export function titleKey(title: string): string {
  return fold(title)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function fileKey(name: string): string {
  return fold(name.trim())
}

function unescaped(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
