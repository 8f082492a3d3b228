import { withoutPaths } from '../../shared/model/without-paths'
import { Icon } from '../ui/Icon'

type Props = {
  /** Why nothing can be changed at the moment; null when changes are welcome. */
  readonly refusal: string | null
  /** A sentence for each file of the notebook that cannot be read. */
  readonly damaged: readonly string[]
}

/** What holds for the whole window, and for as long as it does. */
export function Notices({ refusal, damaged }: Props) {
  if (refusal === null && damaged.length === 0) return null
  return (
    <section className="banner" aria-label="Notice">
      {refusal === null ? null : (
        <p>
          <Icon name="lock" size={14} />
          {refusal}
        </p>
      )}
      {damaged.map(withoutPaths).map((sentence) => (
        <p key={sentence}>
          <Icon name="warn" size={14} />
          {sentence}
        </p>
      ))}
    </section>
  )
}
