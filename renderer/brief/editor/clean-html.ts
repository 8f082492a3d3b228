/**
 * What other programs put on the clipboard, as HTML that the editor reads: without scripts, styles and the notes of
 * word processors; lists of Word as lists. Everything that a brief has no node for is dropped as the editor reads it.
 */
export function cleanHtml(html: string): string {
  // Told apart before the browser sees it: an attribute of style would be refused, and said so, even where nothing is shown.
  const quiet = html
    .replaceAll(/<!--[\s\S]*?-->|<!\[[^\]]*\]>/g, '')
    .replaceAll(/(<[a-z][^>]*?)\sstyle\s*=/gi, '$1 data-style=')
  const { body } = new DOMParser().parseFromString(quiet, 'text/html')
  for (const element of body.querySelectorAll('script, style, title, template, button, svg, o\\:p'))
    element.remove()
  for (const element of body.querySelectorAll<HTMLElement>(
    'b[data-style], strong[data-style], i[data-style]',
  )) {
    if (/font-(weight|style)\s*:\s*normal/i.test(element.dataset.style ?? ''))
      element.replaceWith(...element.childNodes)
  }
  for (const element of body.querySelectorAll<HTMLElement>('span[data-style]')) emphasise(element)
  // Where no heading may stand, it would break what it stands in.
  for (const heading of body.querySelectorAll(':is(blockquote, li, td, th) :is(h1, h2, h3, h4, h5, h6)')) {
    const line = document.createElement('p')
    line.append(...heading.childNodes)
    heading.replaceWith(line)
  }
  makeLists(body)
  return body.innerHTML
}

/** Words that are bold or italic by their style alone, as those of office suites. */
function emphasise(element: HTMLElement): void {
  const style = element.dataset.style ?? ''
  const wraps = [
    /font-weight\s*:\s*(bold|[6-9]00)/i.test(style) ? 'strong' : null,
    /font-style\s*:\s*italic/i.test(style) ? 'em' : null,
    /text-decoration[^:;]*:[^;]*line-through/i.test(style) ? 's' : null,
  ]
  for (const tag of wraps) {
    if (tag === null) continue
    const inner = document.createElement(tag)
    inner.append(...element.childNodes)
    element.append(inner)
  }
}

/** Word writes the items of a list as paragraphs that name their level, each with its bullet or number as text. */
function makeLists(body: HTMLElement): void {
  const lists: Element[] = []
  let last: Element | null = null
  for (const paragraph of body.querySelectorAll<HTMLElement>('p[data-style*="mso-list"]')) {
    const level = Number(/mso-list\s*:[^;]*level(\d)/i.exec(paragraph.dataset.style ?? '')?.[1] ?? 1)
    const mark = paragraph.querySelector<HTMLElement>('[data-style*="mso-list"]')
    const isNumber = /^\s*[(]?[\da-z]{1,3}[.)]/i.test(mark?.textContent ?? '')
    mark?.remove()
    const item = document.createElement('li')
    const line = document.createElement('p')
    line.append(...paragraph.childNodes)
    item.append(line)
    if (last === null || paragraph.previousElementSibling !== last) lists.length = 0
    lists.length = Math.min(lists.length, level)
    while (lists.length < level) {
      const list = document.createElement(isNumber ? 'ol' : 'ul')
      const holder = lists.at(-1)
      if (holder === undefined) paragraph.before(list)
      else (holder.lastElementChild ?? holder.appendChild(document.createElement('li'))).append(list)
      lists.push(list)
    }
    lists.at(-1)?.append(item)
    last = lists[0] ?? null
    paragraph.remove()
  }
}
