import { withoutPaths } from '../../shared/model/without-paths'
import { CopyUnsaved } from '../health/CopyUnsaved'
import { useConnection } from '../state/host-context'
import { Icon } from '../ui/Icon'

type Props = {
  /** Why nothing can be changed at the moment; null when changes are welcome. */
  readonly refusal: string | null
  /** A sentence for each file of the notebook that cannot be read. */
  readonly damaged: readonly string[]
}

/** What holds for the whole window, and for as long as it does. */
export function Notices({ refusal, damaged }: Props) {
  const isAway = useConnection() !== 'open'
  if (refusal === null && damaged.length === 0) return null
  return (
    <section className="banner" aria-label="Notice">
      {refusal === null ? null : (
        <p>
          <Icon name="lock" size={14} />
          {refusal}
        </p>
      )}
      {isAway ? (
        <p>
          <CopyUnsaved />
        </p>
      ) : null}
      {damaged.map(withoutPaths).map((sentence) => (
        <p key={sentence}>
          <Icon name="warn" size={14} />
          {sentence}
        </p>
      ))}
    </section>
  )
}
