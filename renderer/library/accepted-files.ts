/** What can be imported, in words. What a file holds decides, and not its name. */
export const ACCEPTED_WORDS = 'Plain text, Markdown and web pages: .txt, .md, .html'

/** The same for the browser's own dialog, which shows other files only when it is asked to. */
export const ACCEPTED_TYPES = '.txt,.text,.md,.markdown,.html,.htm,.xhtml,text/plain,text/markdown,text/html'
