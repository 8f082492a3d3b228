import type { Certainty } from '../../model/annotation'
import type { BriefBlock } from '../../model/brief'
import type { IssueClaims } from '../../model/comparison'
import { promptLine } from '../checks/prompts'
import { heading, paragraph } from './build'
import { figureSection } from './figure-section'
import type { Material } from './material'
import { Quotes } from './quotes'
import { originSentence } from './sentences'

/**
 * The claim that most is said about, the verdict that only its author can give, what speaks for and against it, where it comes
 * from, and figures. What a passage proves the notebook does not know: they are laid out by how sure they sound, and say so.
 */
export function factCheck(material: Material): BriefBlock[] {
  const shown = new Quotes(material)
  const [main] = material.claims
  const claims = main?.claims ?? []
  // A denial is about a claim, and is not the one to be checked.
  const claim =
    material.strongest(claims.filter(({ certainty }) => certainty !== 'denied')) ?? material.strongest(claims)
  const ofClaim = claim === null ? [] : shown.of([claim], 1)
  const sure = (...wanted: (Certainty | null)[]) =>
    shown.of(
      claims.filter(({ certainty }) => wanted.includes(certainty)),
      MOST,
    )
  const asserted = sure('asserted')
  const denied = sure('denied')
  const others = sure('hedged', 'alleged', null)
  return [
    heading(2, 'The claim'),
    ...ofClaim,
    promptLine(
      claim === null
        ? 'Put the claim here, word for word, with who made it, where and when.'
        : 'This is the strongest claim on the issue that most is said about: put another one here if you check another one.',
    ),
    heading(2, 'Verdict'),
    promptLine(
      'Say whether the claim holds, holds in part, misleads, is wrong, or cannot be told; then why, in two sentences.',
    ),
    heading(2, 'Evidence for it'),
    promptLine(
      asserted.length === 0
        ? 'Put here what speaks for the claim.'
        : 'These claims on the same issue sound sure. Nobody has judged what they prove: move what speaks against the claim down.',
    ),
    ...asserted,
    heading(2, 'Evidence against it'),
    promptLine(
      denied.length === 0
        ? 'Put here what speaks against the claim, and what you looked for in vain.'
        : 'These are denials. Say of each what it denies.',
    ),
    ...denied,
    ...(others.length === 0 ? [] : [heading(2, 'Said, but not for sure'), ...others]),
    ...(main === undefined ? [] : originsOf(material, main)),
    ...figureSection(material),
  ]
}

function originsOf(material: Material, main: IssueClaims): BriefBlock[] {
  return [
    heading(2, 'Where it comes from'),
    paragraph(...originSentence(material, main)),
    promptLine('Say who could know it first-hand, and whether you asked.'),
  ]
}

/** More passages than these make no case stronger. */
const MOST = 6
