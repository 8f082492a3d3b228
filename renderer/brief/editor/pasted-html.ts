import { Extension } from '@tiptap/core'
import { DOMParser, type ParseOptions, type Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

/**
 * Reads what other programs put on the clipboard: lists of word processors as lists, emphasis by style as emphasis. What
 * a brief has no node for, it drops. The HTML is never part of the page: the editor takes nodes from it and nothing else.
 */
export const PastedHtml = Extension.create({
  name: 'pastedHtml',
  addProseMirrorPlugins() {
    const { schema } = this.editor
    const clipboardParser = new TidyParser(schema, DOMParser.fromSchema(schema).rules)
    return [new Plugin({ props: { clipboardParser, transformPastedHTML: withoutStyles } })]
  },
})

/** Told apart before the browser sees it: it would refuse an attribute of style, and say so, though nothing is shown. */
function withoutStyles(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->|<!\[[^\]]*\]>/g, '')
    .replaceAll(/(<[a-z][^>]*?)\sstyle\s*=/gi, '$1 data-style=')
}

class TidyParser extends DOMParser {
  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    if (dom instanceof Element) tidy(dom)
    return super.parseSlice(dom, options)
  }
}

function tidy(body: Element): void {
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
function makeLists(body: Element): void {
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
