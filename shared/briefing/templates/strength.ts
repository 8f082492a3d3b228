import { isComplete } from '../../comparison/is-complete'
import { type Annotation, excerptOf } from '../../model/annotation'
import { speakingHop } from '../../model/speaker'

/**
 * How much a passage is worth to a reader who sees few of them: somebody with a name says it, all is filled in, its author wrote
 * a memo about it, and it is long enough to be understood and short enough to be read.
 */
export function strengthOf({ body, target, memo }: Annotation): number {
  const speaker = speakingHop(body)
  const holder = body.kind === 'position' && body.actor !== null
  const { length } = excerptOf(target)
  return (
    (holder || (speaker !== null && !speaker.anonymous) ? 3 : 0) +
    (isComplete(body) ? 2 : 0) +
    (memo.trim() === '' ? 0 : 2) +
    (length >= SHORT && length <= LONG ? 2 : 0) +
    (body.kind === 'position' && body.condition !== null ? 1 : 0)
  )
}

const SHORT = 40
const LONG = 320
