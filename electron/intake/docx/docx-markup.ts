/** The lists of the document that is converted, by their numbers. */
export const BULLETS = 1
export const NUMBERS = 2

/** A run of text without any style. */
export function runOf(text: string): string {
  return `<w:r><w:t>${escapeXml(text)}</w:t></w:r>`
}

/** Text as it stands in an XML part, between tags or in an attribute. */
export function escapeXml(text: string): string {
  if (!/[&<>"]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
