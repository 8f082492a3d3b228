import type { ClaimBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { AcceptAll } from './AcceptAll'
import { AttributionField } from './AttributionField'
import { DateField } from './DateField'
import { PickField } from './PickField'
import { SignsField } from './SignsField'
import { certaintyChoices } from './sign-words'
import type { Draft } from './use-annotation-draft'
import { useClaimOffers } from './use-claim-offers'
import { WordsField } from './WordsField'

type Props = {
  readonly draft: Draft
  readonly body: ClaimBody
  readonly source: Source
  readonly version: Version
}

/** What a claim states: in which words, how surely, about what, and when it happened. */
export function ClaimFields({ draft, body, source, version }: Props) {
  const offers = useClaimOffers(draft, source, version)
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
        offer={offers.of('certainty')}
      />
      <PickField draft={draft} kind="issue" value={body.issue} offer={offers.of('issue')} />
      <DateField
        draft={draft}
        field="eventDate"
        label="Happened"
        value={body.eventDate}
        source={source.id}
        said={offers.said}
        offer={offers.of('eventDate')}
      />
      <AttributionField
        draft={draft}
        value={body.attribution}
        outlet={source.details.outlet}
        offer={offers.of('attribution')}
      />
      <AcceptAll draft={draft} offers={offers} />
    </>
  )
}
