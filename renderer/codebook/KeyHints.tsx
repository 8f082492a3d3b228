import { isNested } from '../../shared/model/arrange-entries'
import type { EntryKind } from '../../shared/model/codebook'
import type { Key } from '../state/command-table'
import { keyWords } from '../state/keys'

const hints: readonly { readonly key: Key; readonly does: string; readonly nests?: true }[] = [
  { key: { sign: 'N' }, does: 'new' },
  { key: { sign: 'Enter' }, does: 'edit' },
  { key: { sign: ' ' }, does: 'choose several' },
  { key: { sign: 'M' }, does: 'merge' },
  { key: { sign: 'ArrowRight', alt: true }, does: 'nest', nests: true },
  { key: { sign: 'ArrowLeft', alt: true }, does: 'move out', nests: true },
  { key: { sign: 'Delete' }, does: 'remove' },
]

/** What the keys do in a list. */
export function KeyHints({ kind }: { readonly kind: EntryKind }) {
  return (
    <ul className="cb-keys hint" aria-label="Keys in the list">
      {hints
        .filter(({ nests }) => nests === undefined || isNested(kind))
        .map(({ key, does }) => (
          <li key={does}>
            <kbd>{keyWords(key)}</kbd> {does}
          </li>
        ))}
    </ul>
  )
}
