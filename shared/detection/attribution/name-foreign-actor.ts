import type { Item } from '../text/sentences'
import { type Actor, outletAt } from './name-actor'
import { foldName, isCapitalWord, type Names, nameIn, pastOwner } from './names'
import type { Stretch } from './noun-phrase'
import type { Speech } from './tables/speech'

/** What is credited but speaks for nobody. */
const documents =
  /^(bericht|berichts|berichten|dokument|entwurf|vertrag|gesetz|rapport|document|accord|projet|loi|informe|documento|acuerdo|borrador|ley|звіт\p{L}*|документ\p{L}*|угод\p{L}*|закон\p{L}*|проєкт\p{L}*|отч[её]т\p{L}*|соглашени\p{L}*|проект\p{L}*)$/u

/** Name who a phrase in another language than English means: without title, and in full where the text does so. */
export function nameForeignActor(
  text: string,
  items: readonly Item[],
  { from, next }: Stretch,
  names: Names,
  speech: Speech,
): Actor | null {
  const alone = next - from === 1 ? speech.pronouns.get(items[from]?.text.split('-').at(-1) ?? '') : undefined
  if (alone !== undefined) return { kind: 'pronoun', word: alone }
  let start = from
  while (start < next && speech.articles.has(items[start]?.text ?? '')) start += 1
  const outlet = isCapitalWord(items[start]) ? outletAt(text, items, start) : null
  if (outlet !== null) return { kind: 'outlet', name: outlet }
  const words = items.slice(start, next)
  if (words.some((item) => documents.test(item.text))) return null
  const unnamed = words.find((item) => speech.unnamed.test(item.text))
  if (unnamed !== undefined)
    return {
      kind: 'anonymous',
      name: `${nameIn(text, items, from, next)} (anonymous)`,
      head: unnamed.text,
      words: words.map((item) => item.text),
      definite: false,
      country: null,
    }
  if (words[0] !== undefined && speech.bodies.test(words[0].text))
    return { kind: 'body', name: nameIn(text, items, start, next) }
  return personOf(text, items, { from: start, next }, names, speech)
}

/** The words with a capital that end the phrase; titles before them are no part of the name. */
function personOf(
  text: string,
  items: readonly Item[],
  { from, next }: Stretch,
  names: Names,
  speech: Speech,
): Actor | null {
  let first = next
  while (first > from && isCapitalWord(items[first - 1])) first -= 1
  const title = items.findLastIndex((item, at) => at >= from && at < next && speech.titles.test(item.text))
  // "ein Sprecher des Ministeriums der Zeitung": no name, but whose, which ends with its noun.
  const owner = items.findIndex((item, at) => at > title && at < next && isCapitalWord(item))
  const isOwned = items.slice(title + 1, owner).some(({ text: word }) => speech.articles.has(word))
  if (title !== -1 && owner !== -1 && isOwned) {
    let end = owner
    while (end < next && isCapitalWord(items[end])) end += 1
    return { kind: 'body', name: nameIn(text, items, title, end) }
  }
  first = pastOwner(items, Math.max(first, title + 1), next, speech)
  if (first >= next) return null
  const known = knownBy(items[next - 1]?.text ?? '', names)
  if (known !== null) return { kind: 'person', name: known }
  const isPerson = next - first > 1 || title !== -1
  return { kind: isPerson ? 'person' : 'body', name: nameIn(text, items, first, next) }
}

/** Endings of Slavic cases, so that "Зеленського" finds "Зеленський". */
const cases = /(ого|ому|им|ым|ій|ий|ый|ой|ої|ою|ом|ем|а|у|я|ю|е|и|і|й)$/

function knownBy(last: string, names: Names): string | null {
  const exact = names.byLast.get(foldName(last))
  if (exact !== undefined || !/\p{Script=Cyrillic}/u.test(last)) return exact ?? null
  const stem = foldName(last).replace(cases, '')
  for (const [key, name] of names.byLast) if (stem.length > 2 && key.replace(cases, '') === stem) return name
  return null
}
