import { useEffect } from 'react'

/** Where the focus was, told so that it can be found again when the element itself has gone. */
type Place = {
  readonly element: HTMLElement
  /** The list or document whose rows hold controls like this one, and which of them it was. */
  readonly rows: Element | null
  readonly index: number
  readonly pane: string | null
}

/**
 * Keeps the focus in the window when what had it goes: it moves to the same button of the neighbouring row, else to
 * the heading of its pane, else to the text. A browser would let it fall to the body, where no key leads on from.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Place | null = null
    const listening = new AbortController()
    const { signal } = listening
    addEventListener(
      'focusin',
      ({ target }) => {
        last = target instanceof HTMLElement && target.closest('main') !== null ? placeOf(target) : null
      },
      { signal },
    )
    addEventListener(
      'focusout',
      () =>
        queueMicrotask(() => {
          // Let go on purpose, by a click beside it, not because it went.
          if (last?.element.isConnected === true && document.activeElement === document.body) last = null
        }),
      { signal },
    )
    const observer = new MutationObserver(() => {
      if (last === null || last.element.isConnected || document.activeElement !== document.body) return
      const place = last
      last = null
      candidatesFor(place).some(takesFocus)
    })
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      listening.abort()
      observer.disconnect()
    }
  }, [])
}

function placeOf(element: HTMLElement): Place {
  const rows = element.closest('.rows, .doc, [data-rows]')
  return {
    element,
    rows,
    index: rows === null ? -1 : likeIn(rows, element).indexOf(element),
    pane: element.closest('section.pane, section.page')?.getAttribute('aria-label') ?? null,
  }
}

function likeIn(rows: Element, { tagName, className }: HTMLElement): HTMLElement[] {
  return Array.from(rows.querySelectorAll<HTMLElement>(tagName)).filter((one) => one.className === className)
}

function candidatesFor({ element, rows, index, pane }: Place): HTMLElement[] {
  const neighbours = rows === null || index === -1 ? [] : likeIn(rows, element)
  const neighbour = neighbours[Math.min(index, neighbours.length - 1)]
  const headings = [pane, 'Reader'].map((name) =>
    document.querySelector<HTMLElement>(`main section[aria-label="${name}"] :is(h1, h2)`),
  )
  const text = document.querySelector<HTMLElement>('main .article')
  return [neighbour, headings[0], text, headings[1]].filter((one) => one instanceof HTMLElement)
}

/** False for what is not drawn, as a pane that a small window has no room for. */
function takesFocus(element: HTMLElement): boolean {
  if (element.tabIndex < 0) element.tabIndex = -1 // a heading takes the focus, yet no Tab stops there
  element.focus({ preventScroll: true })
  return document.activeElement === element
}
