/** What can be imported, in words. What a file holds decides, and not its name. */
export const ACCEPTED_WORDS =
  'Texts: .txt .md .html .mhtml .pdf .docx .epub, whole folders and .zip. Bibliographies: .ris .bib .json. ' +
  'Annotations of Hypothesis, Zotero and W3C.'

/** The same for the browser's own dialog, which shows other files only when it is asked to. */
export const ACCEPTED_TYPES =
  '.txt,.text,.md,.markdown,.html,.htm,.xhtml,.mhtml,.mht,.pdf,.docx,.epub,.zip,.ris,.bib,.bibtex,.json,.jsonld,' +
  'text/plain,text/markdown,text/html,application/pdf,application/zip'
