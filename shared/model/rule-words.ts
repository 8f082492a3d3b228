/** Rules that are named by a format are called so on the screen; all others are named in words. */
const words: Readonly<Record<string, string>> = {
  'file-name': 'from the file name',
  'file-format': 'from the format of the file',
  'json-ld': 'from the data of the page (JSON-LD)',
  microdata: 'from the data of the page (microdata)',
  'open-graph': 'from the data of the page (Open Graph)',
  meta: 'from the head of the page',
  'time-element': 'a time that the page marks',
  'front-matter': 'from the front matter of the file',
  'document-properties': 'from the properties of the document',
  pdf: 'from the properties of the document',
  'pdf-title': 'from the properties of the document',
  'pdf-author': 'from the properties of the document',
  heading: 'the first heading',
  headline: 'the headline',
  script: 'by its letters',
  'script and small words': 'by letters and frequent words',
}

/** A rule in plain words. */
export function ruleWords(rule: string): string {
  return words[rule] ?? rule.replaceAll('-', ' ')
}
