import type { Item } from '../text/sentences'
import type { Saying } from './find-sayings'
import { outletAt } from './name-actor'
import { endOfRun, isCapitalWord, nameIn } from './names'
import type { Stretch } from './noun-phrase'

/** Last words of the names of outlets that no list holds: "the Harbour Courier". */
const outletEndings =
  /^(times|post|news|journal|tribune|herald|guardian|telegraph|courier|gazette|chronicle|tv|radio|daily|observer|zeitung)$/

/** Words before an outlet that something was said to, or that it is known from. */
const links = /^(told|tells|to|with|by|via|from|cited|cites|citing)$/

/** An outlet, and the words that name it. */
export type CitedOutlet = Stretch & { readonly name: string }

/** The outlet that somebody told something, or that reported it: "told CNN", "in an interview with the Courier", "cited by Reuters". */
export function citedOutlet(
  text: string,
  items: readonly Item[],
  { verb, subject }: Saying,
): CitedOutlet | null {
  for (let at = 1; at < items.length; at += 1) {
    if (!isCapitalWord(items[at])) continue
    const next = endOfRun(items, at)
    const before = items[at - 1]?.text === 'the' ? at - 2 : at - 1
    const isSubject = subject !== null && at >= subject.from && at < subject.next
    const link = items[before]?.text ?? ''
    if (!isSubject && links.test(link)) {
      const isNamedSo =
        outletEndings.test(items[next - 1]?.text ?? '') ||
        (items[next]?.text === 'news' && items[next + 1]?.text === 'agency')
      const outlet = outletAt(text, items, at) ?? (isNamedSo ? nameIn(text, items, at, next) : null)
      if (outlet !== null) return { name: outlet, from: before, next }
    }
    at = next - 1
  }
  // "Reuters quotes Ruiz as saying"
  const quoting = items.findIndex(
    ({ text: word }, at) => at < verb && /^(quotes|quoted|reports|reported)$/.test(word),
  )
  const isOfIt = items
    .slice(quoting, subject?.from ?? verb)
    .every(({ kind, text: word }) => kind === 'word' && !/^(but|and|while)$/.test(word))
  if (!isOfIt) return null
  for (let at = Math.max(0, quoting - 3); at < quoting; at += 1) {
    const outlet = isCapitalWord(items[at]) ? outletAt(text, items, at) : null
    if (outlet !== null) return { name: outlet, from: at, next: quoting + 1 }
  }
  return null
}
