import type { ClaimBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import { AcceptAll } from './AcceptAll'
import { AttributionField } from './AttributionField'
import { DateField } from './DateField'
import { PickField } from './PickField'
import { SignsField } from './SignsField'
import { certaintyChoices } from './sign-words'
import type { Draft } from './use-annotation-draft'
import { useOutletOffer } from './use-outlet-offer'
import { WordsField } from './WordsField'

type Props = { readonly draft: Draft; readonly body: ClaimBody; readonly source: Source }

/** What a claim states: in which words, how surely, about what, and when it happened. */
export function ClaimFields({ draft, body, source }: Props) {
  const offer = useOutletOffer(draft, source)
  return (
    <>
      <WordsField
        draft={draft}
        field="statement"
        label="Statement"
        value={body.statement}
        longest={10_000}
        placeholder="In your words"
      />
      <SignsField
        draft={draft}
        field="certainty"
        label="Certainty"
        signs={certaintyChoices}
        value={body.certainty}
        change={(certainty) => ({ certainty })}
      />
      <PickField draft={draft} kind="issue" value={body.issue} />
      <DateField draft={draft} field="eventDate" label="Happened" value={body.eventDate} source={source.id} />
      <AttributionField draft={draft} value={body.attribution} outlet={source.details.outlet} offer={offer} />
      {offer === null || body.attribution.length > 0 || draft.refusal !== null ? null : (
        <AcceptAll count={1} onAccept={offer.accept} />
      )}
    </>
  )
}
