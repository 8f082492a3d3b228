import { useMemo } from 'react'
import type { EntryKind } from '../../shared/model/codebook'
import { fold } from '../../shared/model/fold'
import { useCodebook } from '../state/codebook'
import { comingEntry, type IdOf } from '../state/coming-entries'
import { useAttempt } from '../state/use-attempt'
import { ComboBox } from './ComboBox'
import { entryWords } from './entry-words'

type Props<Kind extends EntryKind> = {
  readonly kind: Kind
  /** The name of the field; that of the kind unless given. */
  readonly label?: string
  readonly hideLabel?: boolean
  readonly value: IdOf<Kind> | null
  /** Told too the name under which it was found or made, which may be one of its spellings. */
  readonly onPick: (id: IdOf<Kind> | null, wording: string) => void
  /** One more thing that can become of what was typed. */
  readonly other?: { readonly word: string; readonly onTake: (typed: string) => void }
  /** Entries that are not offered. */
  readonly without?: readonly string[]
  /** Whether a name that is not there yet makes an entry; it does unless told otherwise. */
  readonly creates?: boolean
  /** A new entry is made by whoever saves what names it, in one step with that; else at once. */
  readonly comes?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly keepEmpty?: boolean
}

/** Chooses an entry of the codebook by its name, or makes one as it is typed. */
export function EntryPicker<Kind extends EntryKind>(props: Props<Kind>) {
  const { kind, value, onPick, without = [], creates = true, comes = false } = props
  const codebook = useCodebook()
  const attempt = useAttempt()
  // The same objects as long as the codebook stays: the field keeps what it worked out about each.
  const all = useMemo(
    () =>
      codebook.ofKind(kind).map((entry) => ({
        key: entry.id,
        name: entry.name,
        others: entry.kind === 'actor' ? entry.spellings : [],
        note: 'parent' in entry ? (codebook.nameOf(entry.parent) ?? '') : '',
      })),
    [codebook, kind],
  )
  const hidden = new Set<string>(without)
  // An entry of the kind has an id of the kind.
  const pick = (id: string, wording: string) => onPick(id as IdOf<Kind>, wording)
  /** Answers whether it was made: the field keeps a name that was refused. */
  const create = async (name: string) => {
    if (comes) {
      pick(comingEntry(kind, name), name)
      return true
    }
    // The fields of the four kinds differ, but all can be made of a name alone.
    const answer = await attempt('codebook.add', { kind, name })
    if (answer.ok) pick(answer.value.id, name)
    return answer.ok
  }
  return (
    <ComboBox
      label={props.label ?? entryWords[kind].one}
      hideLabel={props.hideLabel ?? false}
      value={codebook.nameOf(value) ?? ''}
      choices={all.filter(({ key }) => key === value || !hidden.has(key))}
      onChoose={({ key, name, others = [] }, typed) =>
        pick(key, others.find((other) => fold(other) === fold(typed)) ?? name)
      }
      {...(creates && { onCreate: create })}
      onClear={() => onPick(null, '')}
      {...(props.other !== undefined && { other: props.other })}
      {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
      disabled={props.disabled ?? false}
      keepEmpty={props.keepEmpty ?? false}
    />
  )
}
