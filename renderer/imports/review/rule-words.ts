/** What the rules that find details are called on the screen. */
const words: Readonly<Record<string, string>> = {
  'file-name': 'from the file name',
  'json-ld': 'from the data of the page (JSON-LD)',
  'open-graph': 'from the data of the page (Open Graph)',
  meta: 'from the head of the page',
  'time-element': 'from a time that the page marks',
  'front-matter': 'from the front matter of the file',
  heading: 'the first heading',
  headline: 'the first line',
  byline: 'from the line of its authors',
  dateline: 'from the line of its date',
  script: 'by the letters it is written in',
  language: 'by letters and frequent words',
  'document-properties': 'from the properties of the document',
}

/** A rule in plain words; one without words of its own by its name. */
export function ruleWords(rule: string): string {
  return words[rule] ?? `by the rule “${rule.replaceAll('-', ' ')}”`
}
