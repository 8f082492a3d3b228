import type { Structure } from './structure'
import type { Block } from './version'

/**
 * Why an overlay cannot be one of a version with these blocks, as a sentence: it names a block that is not there, or a
 * stretch that ends before it begins. Null when it fits.
 */
export function structureMisfit(
  blocks: readonly Pick<Block, 'id'>[],
  { version, marks }: Structure,
): string | null {
  const places = new Map<string, number>(blocks.map(({ id }, index) => [id, index]))
  for (const mark of marks) {
    const named = [
      mark.from,
      mark.to,
      ...(mark.kind === 'post' && mark.heading !== null ? [mark.heading] : []),
      ...(mark.kind === 'repeat' ? [mark.of, mark.ofTo ?? mark.of] : []),
      ...(mark.kind === 'reference' && mark.post !== null ? [mark.post] : []),
    ]
    const absent = named.find((id) => !places.has(id))
    if (absent !== undefined)
      return `There is no block ${absent} in version ${version}, so this structure does not fit its text.`
    const stretches = [mark, ...(mark.kind === 'repeat' ? [{ from: mark.of, to: mark.ofTo ?? mark.of }] : [])]
    const turned = stretches.find(({ from, to }) => (places.get(from) ?? 0) > (places.get(to) ?? 0))
    if (turned !== undefined)
      return `The stretch from block ${turned.from} to ${turned.to} ends before it begins.`
  }
  return null
}
