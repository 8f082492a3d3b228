import { formatQuantity } from '../../shared/detection/figures/format-quantity'
import { proposeContext } from '../../shared/detection/figures/propose-context'
import { readQuantity } from '../../shared/detection/figures/read-quantity'
import type { Stretch } from './article'

/** No longer passage is looked at: it is no figure, and a selection grows with every key. */
const LONGEST = 400

/** What the passage says when it is read as a figure: `about 5 %, share of the market`; null when it says no number. */
export function readsAs(text: string, { start, end }: Stretch, language: string | null): string | null {
  if (end - start > LONGEST) return null
  const quantity = readQuantity(text.slice(start, end), { language })
  if (quantity === null) return null
  const { measure } = proposeContext(text, start, end, language)
  return [formatQuantity(quantity), ...(measure === null ? [] : [measure.words])].join(', ')
}
