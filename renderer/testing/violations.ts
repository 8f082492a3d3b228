import axe from 'axe-core'

/** What axe has to say about the page, shortest form. What is still fading in has no contrast to speak of yet. */
export async function violations(): Promise<string[]> {
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  const { violations } = await axe.run(document, { rules: { 'document-title': { enabled: false } } })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}
