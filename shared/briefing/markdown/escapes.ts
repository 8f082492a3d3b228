import type { Unsafe } from 'mdast-util-to-markdown'

/** Where a sign is no syntax, although words stand there: in addresses, titles and labels. */
const notInConstruct: NonNullable<Unsafe['notInConstruct']> = [
  'autolink',
  'destinationLiteral',
  'destinationRaw',
  'reference',
  'titleQuote',
  'titleApostrophe',
]

/** Each of these signs, wherever it stands in running words. */
function anywhere(signs: string): Unsafe[] {
  return [...signs].map((character) => ({ character, inConstruct: 'phrasing', notInConstruct }))
}

/** Each of these signs where another of the same stands beside it. */
function doubled(signs: string): Unsafe[] {
  return [...signs].map((character) => ({
    character,
    before: `(?<=[${character}])|(?=[${character}]{2})`,
    inConstruct: 'phrasing',
    notInConstruct,
  }))
}

/** Each of these signs where it begins a line. */
function ahead(signs: string): Unsafe[] {
  return [...signs].map((character) => ({ atBreak: true, character }))
}

/** Behind these pandoc would put a space that does not break: its own list of abbreviations, without their last dots. */
const abbreviations =
  'aet aetat al Apr Aug bk Bros c Capt cf ch chap chs Co col Corp cp d Dec Dr e.g ed eds esp f fasc Feb ff fig fl fol ' +
  'fols Fr Gen Gov Hon i.e ill Inc incl Jan Jr Jul Jun Ltd M.A M.D Mar Mr Mrs Ms n n.b nn No Nov Oct p Ph.D pp Pres Prof ' +
  'pt q.v Rep Rev s.v s.vv saec sec Sen Sep Sept Sgt Sr St univ viz vol vs'

/**
 * What pandoc reads in words beyond CommonMark: citations, formulas, raw TeX, sub- and superscript, attributes, quotation
 * marks and dashes that it would set anew, tables of lines, divisions, definitions, examples, lists by letters and captions.
 */
export const pandocEscapes: Unsafe[] = [
  ...anywhere('\\@$^~{}"\'|\t'),
  ...doubled('-. '),
  ...ahead('#:(+%'),
  ...['.', ')'].map((character) => ({
    atBreak: true,
    before: '(?:[A-Za-z]|[IVXLCDMivxlcdm]+)',
    character,
    after: '(?:[ \\t\\r\\n]|$)',
  })),
  { atBreak: true, before: '[Tt]able', character: ':' },
  {
    character: '.',
    before: `(?<=(?:^|[^A-Za-z])(?:${abbreviations.replaceAll('.', '\\.').replaceAll(' ', '|')}))`,
    after: '(?=\\s)',
    inConstruct: 'phrasing',
  },
]

/** pandoc takes two underscores inside of a word for the end of bold words, where CommonMark does not. */
export function withoutDoubledUnderscores(written: string): string {
  return written.replaceAll(/(?<!\\)_{2,}/g, (run) => '\\_'.repeat(run.length))
}

/** What Obsidian reads in words beyond GitHub's Markdown: formulas, block ids, tags, comments and highlights. */
export const obsidianEscapes: Unsafe[] = [
  ...anywhere('$^'),
  { character: '#', after: '(?=\\S)', inConstruct: 'phrasing', notInConstruct },
  ...doubled('%='),
]
