import { useId, useState } from 'react'
import { formatDate } from '../../../shared/briefing/format-date'
import { balanced } from '../../../shared/model/balanced'
import type { SourceId } from '../../../shared/model/ids'
import type { PartialDate } from '../../../shared/model/time'
import { sentenceOf } from '../../state/host'
import { useHost } from '../../state/host-context'
import { useStatus } from '../../state/status'
import { dateText } from './date-text'
import { FieldRow } from './FieldRow'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'
import { useTypedField } from './use-typed-field'

export type DateName = 'eventDate' | 'asOf' | 'dateSaid'

/** A wording and the date that it was read as. */
export type ReadWording = {
  readonly wording: string
  readonly date: PartialDate
  /** The date it was reckoned from; null where the wording says it all. */
  readonly against: PartialDate | null
}

type Props = {
  readonly draft: Draft
  readonly field: DateName
  readonly label: string
  readonly value: PartialDate | null
  readonly source: SourceId
  /** What the text says about it. */
  readonly said?: ReadWording | null
  readonly offer?: Offer | null
}

/** A date as people write it. It is read when the field is left or Enter is pressed, and shown as it was read. */
export function DateField({ draft, field, label, value, source, said = null, offer = null }: Props) {
  const id = useId()
  const host = useHost()
  const status = useStatus()
  const [read, setRead] = useState<ReadWording | null>(null)

  const readWording = async (wording: string): Promise<boolean> => {
    const { date, against } = await host.call('date.read', { wording, source })
    if (date === null) return false
    setRead({ wording, date, against })
    draft.make({ [field]: date })
    return true
  }
  const typed = useTypedField(draft, field, value === null ? '' : dateText(value), (words) => {
    if (words === '') {
      draft.make({ [field]: null })
      return true
    }
    return readWording(words).catch((error: unknown) => {
      status.refuse(sentenceOf(error))
      return false
    })
  })
  const fault =
    typed.unread === null
      ? null
      : `No date can be read in “${typed.unread.trim()}”. Write it as Wednesday, 26 Feb or 2025-02-26.`
  const from = [read, said].find((one) => one?.date === value) ?? null
  return (
    <FieldRow
      draft={draft}
      field={field}
      name={label}
      label={label}
      control={id}
      offer={value === null && typed.words === null ? offer : null}
      hint={typed.words === null ? <From read={from} /> : null}
    >
      <div className="dated">
        <input
          id={id}
          className="field num"
          dir="auto"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-note`}
          {...typed.bind}
        />
        {said !== null && from === said ? <span className="inf">from the text</span> : null}
      </div>
      <p id={`${id}-note`} className={fault === null ? 'sr' : 'wrong'}>
        {fault ?? (from === null || typed.words !== null ? '' : fromWords(from))}
      </p>
    </FieldRow>
  )
}

function From({ read }: { readonly read: ReadWording | null }) {
  return read === null || read.wording === dateText(read.date) ? null : (
    <span aria-hidden="true">{fromWords(read)}</span>
  )
}

function fromWords({ wording, against }: ReadWording): string {
  return `from “${balanced(wording)}”${against === null ? '' : `, against ${formatDate(against)}`}`
}
