import { count } from '../ui/words'

/** How many annotations name an entry. */
export function EntryCount({ annotations }: { readonly annotations: number }) {
  return (
    <span className="cb-count">
      <span aria-hidden="true">{annotations.toLocaleString('en')}</span>
      <span className="sr">, {count(annotations, 'annotation')}</span>
    </span>
  )
}
