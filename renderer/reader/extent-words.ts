import { type Annotation, excerptOf } from '../../shared/model/annotation'

const MOST = 80
const HEAD = 40
const TAIL = 36

/** What the status bar says of an extent that was saved: its first and its last words. */
export function extentWords({ target, body }: Annotation): string {
  const words = excerptOf(target)
  const ends = words.length <= MOST ? words : `${words.slice(0, HEAD).trim()} … ${words.slice(-TAIL).trim()}`
  return `The ${body.kind} reads “${ends}”.`
}
