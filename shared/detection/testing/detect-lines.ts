import type { Suggestion } from '../../model/suggestion'
import { sampleBlocks } from '../../testing/samples'
import { type Detection, detect } from '../detect'

/** What is detected in a text of these lines, each of which is a paragraph. */
export function detectLines(...lines: readonly string[]): Detection {
  return detect(sampleBlocks(lines), null, { language: 'en' })
}

/** Suggestions of one kind in these lines. */
export function suggested<Kind extends Suggestion['kind']>(
  kind: Kind,
  ...lines: readonly string[]
): Extract<Suggestion, { kind: Kind }>[] {
  return detectLines(...lines).suggestions.filter(
    (one): one is Extract<Suggestion, { kind: Kind }> => one.kind === kind,
  )
}

/** A line with its passages between braces, as the plain line and the passages. */
export function marked(line: string): { readonly text: string; readonly passages: readonly string[] } {
  return {
    text: line.replace(/[{}]/g, ''),
    passages: [...line.matchAll(/\{([^}]*)\}/g)].map(([, passage = '']) => passage),
  }
}
