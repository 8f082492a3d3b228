import type { PositionBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import { AcceptAll } from './AcceptAll'
import { AttributionField } from './AttributionField'
import { DateField } from './DateField'
import { PickField } from './PickField'
import { SignsField } from './SignsField'
import { stanceChoices } from './sign-words'
import type { Draft } from './use-annotation-draft'
import { useOutletOffer } from './use-outlet-offer'
import { WordsField } from './WordsField'

type Props = { readonly draft: Draft; readonly body: PositionBody; readonly source: Source }

/** What a position states: who stands where on what, on which condition, and when it was said. */
export function PositionFields({ draft, body, source }: Props) {
  const offer = useOutletOffer(draft, source)
  const isConditional = body.stance === 'conditional' || body.condition !== null
  return (
    <>
      <PickField draft={draft} kind="actor" value={body.actor} />
      <PickField draft={draft} kind="issue" value={body.issue} />
      <SignsField
        draft={draft}
        field="stance"
        label="Stance"
        signs={stanceChoices}
        value={body.stance}
        change={(stance) => ({ stance })}
      />
      {isConditional ? (
        <WordsField draft={draft} field="condition" label="Condition" value={body.condition} longest={1000} />
      ) : null}
      <DateField draft={draft} field="dateSaid" label="Said" value={body.dateSaid} source={source.id} />
      <AttributionField draft={draft} value={body.attribution} outlet={source.details.outlet} offer={offer} />
      {offer === null || body.attribution.length > 0 || draft.refusal !== null ? null : (
        <AcceptAll count={1} onAccept={offer.accept} />
      )}
    </>
  )
}
