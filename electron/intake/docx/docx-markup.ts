import { escapeXml } from '../archive/escape-xml'

/** The lists of the document that is converted, by their numbers. */
export const BULLETS = 1
export const NUMBERS = 2

/** A run of text without any style. */
export function runOf(text: string): string {
  return `<w:r><w:t>${escapeXml(text)}</w:t></w:r>`
}
