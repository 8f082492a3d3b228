import { attribute, type Element, isElement, nodesBelow, textBelow } from './parse-page'

const roles = new Set(['banner', 'complementary', 'contentinfo', 'navigation', 'search'])
/** A longer form holds the page itself, as some systems build them. */
const LONGEST_FORM = 500

/**
 * True for an element that says of itself that it is no part of the article: navigation, what stands beside it, the
 * header and footer of the page, a form.
 */
export function isLandmark(
  element: Element,
  { inArticle, shape }: { readonly inArticle: boolean; readonly shape: { readonly kind: string } },
): boolean {
  if (roles.has(attribute(element, 'role') ?? '')) return true
  switch (element.tagName) {
    case 'nav':
    case 'aside':
      return true
    case 'footer':
      // In a quotation, a footer names who is quoted.
      return shape.kind !== 'quote'
    case 'header':
      return !inArticle && !holdsHeadline(element)
    case 'form':
      return textBelow(element, LONGEST_FORM).length < LONGEST_FORM
    default:
      return false
  }
}

function holdsHeadline(header: Element): boolean {
  for (const node of nodesBelow(header)) if (isElement(node) && node.tagName === 'h1') return true
  return false
}
