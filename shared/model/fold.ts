// Letters that carry no mark that could be taken off, yet are looked for by their plain neighbours.
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
}
// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Not the vowels of Indic scripts and
// not the marks of kana: without them other words would be left.
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g

/** The text as one looks for it: without capitals and accents, with plain quotation marks and hyphens. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[\0-\x7f]*$/.test(lower)) return lower // most names, and many times faster
  return lower
    .normalize('NFKD')
    .toLowerCase() // “№” has no small form, yet becomes “No”
    .replace(marks, '')
    .replace(/[ßæœøđðłþı‘’ʼ“”‐‑–]/g, (sign) => plain[sign] ?? sign)
}

/** What names are put in order by: folded, from the first letter or digit on, `2` before `10`. */
export function orderKey(name: string): string {
  return fold(name)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d+/g, (digits) => digits.padStart(9, '0'))
}
