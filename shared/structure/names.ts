import { findDates } from './dates'
import { agencies, editionEnd, menuWord, outletWord } from './tables/outlets'

const particle =
  /^(?:de|da|do|dos|du|del|della|di|von|van|der|den|ten|ter|zu|al|el|bin|bint|ibn|ben|la|le|y|af|av|abu)$/
const nameToken = /^\p{Lu}[\p{L}’'‘.-]*$/u

/** Whether some words read as the name of one person. Without a word that leads to it, a name has two parts at least. */
export function isPersonName(written: string, isLed: boolean): boolean {
  const words = written.trim()
  if (words.length > 60 || /\d|^(?:the|a|an)\s/i.test(words) || outletWord.test(words)) return false
  if (/^[\p{Script=Han}·]{2,6}$/u.test(words)) return isLed && words.length <= 4
  const tokens = words.split(/\s+/)
  if (/^[\p{Script=Arabic}\s.’'-]+$/u.test(words)) return isLed && tokens.length >= 2 && tokens.length <= 4
  const capital = tokens.filter((token) => nameToken.test(token))
  return (
    tokens.length <= 5 &&
    capital.length >= 2 &&
    tokens.every((token) => nameToken.test(token) || particle.test(token)) &&
    nameToken.test(tokens.at(-1) ?? '')
  )
}

/** What a person is besides a name: “political editor”, “in Port Ellery”. */
const role =
  /(?:^|\s)(?:correspondent|editor|reporter|writer|columnist|analyst|fellow|producer|bureau|staff|professor|director|researcher|корреспондент|кореспондент|редактор|обозреватель|оглядач|журналіст\p{L}*|журналист\p{L}*|korrespondent\p{L}*|redakteur\p{L}*|redaktion|journaliste|correspondant\p{L}*|مراسل|محرر)(?:\s|$)/iu

/** Whether some words say what a person is. */
export function isRole(words: string): boolean {
  return role.test(words)
}

/**
 * The names of a line that lists who wrote something: “Ada Byrne (now); Tom Ellis, Jo Park and Ray Voss (earlier)”. Null
 * when any of it reads as something else than a name, an office or a place.
 */
export function readNames(written: string, isLed: boolean): string[] | null {
  const [date] = findDates(written)
  const cut = date === undefined ? written : written.slice(0, date.start)
  const words = cut
    .replaceAll(/\s*\([^()]{1,60}\)/g, '')
    .split(/\s*[|·•/–—]\s*|\s+-\s+|(?:published|updated|posted)\b/i)[0]
    ?.replace(/\s+(?:in|for|at|à|aus|из)\s+\p{Lu}.*$/u, '')
    .replace(/[.\s]+$/, '')
  if (words === undefined || words === '' || words.length > 400) return null
  const isHan = /\p{Script=Han}/u.test(words)
  const parts = words
    .split(isHan ? /[\s,，、;；]+/ : /\s*[,;،]\s*(?:and\s+)?|\s+(?:and|&|und|et|y|e|и|та|й|و)\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const names = parts.filter((part) => isPersonName(part, isLed) && !isRole(part))
  const others = parts.filter((part) => !names.includes(part))
  // Behind “by”, what begins small is an office, and one more word a place; without it, it is a sentence.
  const isAside = (part: string) =>
    (isLed && (/^\p{Ll}/u.test(part) || !/\s/.test(part))) || (isRole(part) && part.split(/\s+/).length <= 5)
  return names.length > 0 && others.every(isAside) ? [...new Set(names)] : null
}

/** The name of an outlet without what says which edition it is; null when it is too long to be one. */
export function outletName(written: string): string | null {
  const name = written
    .replace(editionEnd, '')
    .replace(/[.。]$/, '')
    .trim()
  return name.length >= 2 && name.length <= 80 && name.split(/\s+/).length <= 8 ? name : null
}

/** Whether some words have what only the name of an outlet or of an agency has. */
export function isOutletName(words: string): boolean {
  return (outletWord.test(words) && !menuWord.test(words)) || Object.hasOwn(agencies, words)
}

/** Whether a line is the name of an outlet and nothing else: it says which edition it is, or all its words have capitals. */
export function isOutletLine(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length > 8) return false
  if (editionEnd.test(text)) return outletWord.test(text.replace(editionEnd, '')) || words.length <= 5
  return (
    words.length <= 6 &&
    outletWord.test(text) &&
    words.every((word) => /^[\p{Lu}&]|^(?:of|the|and|for|de|la)$/u.test(word))
  )
}

/** “Ines Okafor (Port Ellery) (Ind)”, “The Minister for Transport (Carla Ndiaye)”: the names of people and nothing else. */
export function isNameLine(text: string): boolean {
  const brackets = [...text.matchAll(/\(([^()]+)\)/g)]
  if (brackets.length === 1 && text.endsWith(')')) return isPersonName(brackets[0]?.[1] ?? '', false)
  return readNames(text, false) !== null
}
